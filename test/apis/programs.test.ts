/** The samples in other languages than the shell's: real interpreters read all of them, and run those that call operations. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import type { Code } from '../../src/model/page.ts'
import { deep } from '../../src/model/walk.ts'
import { folder as place, run, without } from '../tryit/interpreters.ts'
import { APIS, readingOf } from './folders.ts'
import { serveApi } from './served.ts'

const folder = mkdtempSync(join(tmpdir(), 'kittn-samples-'))
after(() => rmSync(folder, { recursive: true }))

type Language = {
  /** Reads the files of its arguments and complains of the first that is no program. */
  readonly check: readonly string[]
  readonly ending: string
  /** Runs files one after the other, each for itself, where it may leave others. */
  readonly runAll: (files: readonly string[]) => string
}

const LANGUAGES: Readonly<Record<string, Language>> = {
  ruby: {
    check: ['ruby', '-e', 'ARGV.each { |file| RubyVM::InstructionSequence.compile(File.read(file), file) }'],
    ending: 'rb',
    runAll: (files) => `${files.map(quoted).join('\n')}`.replaceAll(/^/gm, 'load '),
  },
  python: {
    check: ['python3', '-c', 'import sys\nfor file in sys.argv[1:]: compile(open(file).read(), file, "exec")'],
    ending: 'py',
    runAll: (files) => `import runpy\n${files.map((file) => `runpy.run_path(${quoted(file)})`).join('\n')}`,
  },
  javascript: {
    check: [
      process.execPath,
      '--experimental-vm-modules',
      '--no-warnings',
      '--input-type=module',
      '-e',
      "import { readFileSync } from 'node:fs'; import { SourceTextModule } from 'node:vm'\n" +
        'for (const identifier of process.argv.slice(1)) new SourceTextModule(readFileSync(identifier, "utf8"), { identifier })',
    ],
    ending: 'mjs',
    runAll: (files) => files.map((file) => `await import(${quoted(file)})`).join('\n'),
  },
  php: {
    check: [
      'php',
      '-r',
      'foreach (array_slice($argv, 1) as $file) token_get_all(file_get_contents($file), TOKEN_PARSE);',
    ],
    ending: 'php',
    runAll: (files) => `<?php\n${files.map((file) => `(function () { include ${quoted(file)}; })();`).join('\n')}`,
  },
}

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

/** A line of the log. */
type Answered = { readonly operation?: string; readonly status?: number }

const quoted = (text: string): string => `'${text}'`

for (const name of APIS)
  describe(`the programs on the page of ${name}`, () => {
    const { page, contract } = readingOf(name)
    const codes = [...deep(page.blocks)].filter((block): block is Code => block.kind === 'code')
    const written = (language: string, texts: readonly string[]): string[] =>
      texts.map((text, at) => {
        const file = join(folder, `${name}-${at}.${LANGUAGES[language]?.ending}`)
        writeFileSync(file, text)
        return file
      })
    const languages = Object.keys(LANGUAGES).filter((one) => codes.some((code) => (code.tab ?? code.language) === one))

    for (const language of languages) {
      const skip = without(language)
      it(`in ${language} are some`, { skip }, () => {
        const texts = codes.filter((code) => (code.tab ?? code.language) === language).map(({ text }) => text)
        const [command = '', ...check] = LANGUAGES[language]?.check ?? []
        const { status, stderr } = spawnSync(command, [...check, ...written(language, texts)], { encoding: 'utf8' })
        assert.deepEqual([status, stderr], [0, ''])
      })

      it(`in ${language} call every operation, with success`, { skip }, async () => {
        process.env['ELEMENTS_FOLDERS'] = mkdtempSync(join(folder, 'elements-'))
        const served = await serveApi(name)
        for (const { text } of codes)
          for (const [, file = ''] of text.matchAll(/(?:=@|open\(')([\w.-]+)/g))
            writeFileSync(join(place, file), file.endsWith('.png') ? PIXEL : 'what it sends')
        const origins = contract.servers.map((one) => new URL(one).origin)
        const texts = contract.operations.flatMap(({ samples }) =>
          samples.filter((one) => one.tab === language).map(({ text }) => text),
        )
        const asServed = texts.map((text) =>
          origins.reduce((one, origin) => one.replaceAll(origin, served.address), text),
        )
        const program = LANGUAGES[language]?.runAll(written(language, asServed)) ?? ''
        await run(language, program).finally(() => served.close())
        const answers = served
          .log()
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line) as Answered)
        const failed = answers.filter(({ operation, status = 0 }) => operation !== undefined && status >= 400)
        assert.deepEqual(failed, [])
        const called = new Set(answers.map(({ operation }) => operation))
        assert.deepEqual(
          contract.operations.filter(({ key }) => !called.has(key)).map(({ key }) => key),
          [],
        )
      })
    }
  })
