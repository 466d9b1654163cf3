/** The real interpreters that run what try-it writes. `script/bootstrap --test` brings them. */
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'

export const folder: string = mkdtempSync(join(tmpdir(), 'kittn-tryit-'))
after(() => rmSync(folder, { recursive: true, force: true }))

export type Interpreter = { readonly command: string; readonly file: string }
export const INTERPRETERS: Readonly<Record<string, Interpreter>> = {
  shell: { command: 'bash', file: 'program.sh' },
  ruby: { command: 'ruby', file: 'program.rb' },
  python: { command: 'python3', file: 'program.py' },
  javascript: { command: process.execPath, file: 'program.mjs' },
  php: { command: 'php', file: 'program.php' },
}

/** What must load for the programs to run. */
const PROBES: Readonly<Record<string, readonly string[]>> = {
  shell: ['-c', 'command -v curl'],
  ruby: ['-e', 'require "net/http"'],
  python: ['-c', 'import requests'],
  javascript: ['--version'],
  php: ['-r', 'exit(function_exists("curl_init") ? 0 : 1);'],
}

/** The reason to skip, or false. In CI a missing interpreter is a failure, not a reason. */
export function without(language: string): string | false {
  const { command } = INTERPRETERS[language]!
  const there = spawnSync(command, PROBES[language]).status === 0
  return there || process.env['CI'] !== undefined ? false : `${command} with its library is not installed`
}

/** Runs a program to its end and gives what it printed; fails with what it complained of. The server lives in this process. */
export function run(language: string, program: string): Promise<Buffer> {
  const { command, file } = INTERPRETERS[language]!
  writeFileSync(join(folder, file), program)
  const child = spawn(command, [file], { cwd: folder, env: { ...process.env, NO_PROXY: '*', PYTHONUTF8: '1' } })
  const [out, bad]: [Buffer[], Buffer[]] = [[], []]
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => bad.push(chunk))
  return new Promise((done, failed) => {
    child.on('error', failed)
    child.on('close', (code) => {
      if (code === 0) done(Buffer.concat(out))
      else failed(new Error(`${command} ended with ${code}: ${String(Buffer.concat(bad))}\n${program}`))
    })
  })
}
