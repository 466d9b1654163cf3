/** How long `kittn dev` takes from an edit of a page to the page with the edit in it. */
import { spawn, type ChildProcess } from 'node:child_process'
import { appendFileSync, cpSync } from 'node:fs'
import { join } from 'node:path'
import { median } from '../measure.ts'

/** Milliseconds from the clock, the median of some edits. */
export async function rebuild(
  kittn: readonly string[],
  { root, main, scratch }: { readonly root: string; readonly main: string; readonly scratch: string },
): Promise<number> {
  const copy = join(scratch, 'edited')
  cpSync(root, copy, { recursive: true })
  const [command = '', ...args] = [...kittn, 'dev', join(copy, main), '--port', '0', '--fresh']
  const server = spawn(command, args, { stdio: ['ignore', 'pipe', 'ignore'] })
  try {
    const address = await addressOf(server)
    const times: number[] = []
    for (let round = 0; round < 7; round++) times.push(await edit(join(copy, main), round, address))
    return median(times)
  } finally {
    server.kill()
  }
}

async function edit(file: string, round: number, address: string): Promise<number> {
  const events = await fetch(`${address}/-/events`)
  const reader = events.body?.getReader()
  const began = performance.now()
  appendFileSync(file, `\nEdit ${round} of this page.\n`)
  // The page's script waits for this, too.
  while (!new TextDecoder().decode((await reader?.read())?.value).includes('reload'));
  const page = await (await fetch(address)).text()
  const took = performance.now() - began
  await reader?.cancel()
  if (!page.includes(`Edit ${round} of this page.`)) throw new Error('the page was reloaded without the edit')
  return took
}

function addressOf(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    server.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      const address = /http:\/\/[\w.:[\]]+/.exec(said)?.[0]
      if (address !== undefined) resolve(address)
    })
    server.on('exit', () => reject(new Error(`kittn dev ended: ${said}`)))
  })
}
