/** How the work grows with the page: the same Markdown many times in one file, as CPU for each megabyte. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cpuOf } from '../measure.ts'

/** `ms` is CPU for each megabyte, without what a run takes that has next to nothing to do. */
export type Grown = { readonly command: string; readonly megabytes: number; readonly ms: number }

const FRONT = '---\ntitle: Growth\nlanguage_tabs: [shell]\n---\n\n'

/** One line for each size, in megabytes. */
export function growth(
  kittn: readonly string[],
  { text, scratch }: { readonly text: string; readonly scratch: string },
  sizes: Readonly<Record<'lint' | 'build', readonly number[]>>,
): Grown[] {
  const command = { lint: ['lint'], build: ['build', '--no-cache', '--out', join(scratch, 'grown')] }
  return (['lint', 'build'] as const).flatMap((name) => {
    const run = (body: string): number => {
      const folder = join(scratch, 'growing')
      mkdirSync(folder, { recursive: true })
      writeFileSync(join(folder, 'index.html.md'), FRONT + body)
      return cpuOf([...kittn, ...command[name], join(folder, 'index.html.md')])
    }
    const start = run('# Nothing\n')
    return sizes[name].map((megabytes) => {
      const body = text.repeat(Math.ceil((megabytes * 1e6) / text.length))
      const size = Buffer.byteLength(body) / 1e6
      return { command: name, megabytes: Math.round(size * 10) / 10, ms: (run(body) - start) / size }
    })
  })
}
