/**
 * What a reader waits for: the Kittn page and the largest page of the corpus in headless Chromium, and beside them what
 * peers make of the same content, in one run. Peers and Lighthouse are brought by `script/bootstrap --bench`.
 * Usage: script/bench page [all|kittn] — `kittn` leaves out peers and Lighthouse.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inBrowser, type Look } from './page/browser.ts'
import { lighthouse } from './page/lighthouse.ts'
import { sites, type Site } from './page/sites.ts'
import { staticServer } from './page/static.ts'
import { keep, MACHINE, table } from './measure.ts'

const ROUNDS = 3
const COLUMNS: readonly ((look: Look) => number | undefined)[] = [
  ({ bytes }) => bytes / 1024,
  ({ scriptBytes }) => scriptBytes / 1024,
  ({ paint }) => paint,
  ({ quiet }) => quiet,
  ({ longest }) => longest,
  ({ heap }) => heap / 1e6,
  ({ nodes }) => nodes,
  ({ tab }) => tab,
  ({ jump }) => jump,
  ({ found }) => found,
  ({ frame }) => frame,
]

const own = process.argv[2] === 'kittn'
const scratch = mkdtempSync(join(tmpdir(), 'kittn-bench-page-'))

try {
  const made = sites(scratch, !own)
  const looks = []
  for (const site of made) looks.push({ ...site, folder: '', ...(await measure(site)) })
  print(looks)
  const scores = own ? undefined : await lighthouse(join(scratch, 'kittn', 'small'))
  if (scores !== undefined)
    console.log(`  Lighthouse, mobile, the Kittn page: ${Object.entries(scores).flat().join(' ')}`)
  keep('page', { ...MACHINE, rounds: ROUNDS, looks, lighthouse: scores })
} finally {
  rmSync(scratch, { recursive: true, force: true })
}

async function measure({ folder, search, tool }: Site): Promise<{ medians: Look; best: Look }> {
  const server = await staticServer(folder)
  try {
    return await inBrowser(server.address, { rounds: ROUNDS, search, interact: tool === 'kittn' || tool === 'shins' })
  } finally {
    server.close()
  }
}

type Row = Site & { readonly medians: Look; readonly best: Look }

function print(rows: readonly Row[]): void {
  for (const size of ['small', 'large'] as const) {
    console.log(size === 'small' ? 'The Kittn page' : 'The largest page of the corpus')
    const head = [
      '',
      'KB',
      'script KB',
      'FCP ms',
      'quiet ms',
      'longest task, CPU',
      'heap MB',
      'nodes',
      'tab ms',
      'jump ms',
      'search ms',
      'worst frame',
    ]
    const cells = rows
      .filter((row) => row.size === size)
      .map(({ tool, medians, best }) => [tool, ...COLUMNS.map((column) => shown(column(medians), column(best)))])
    console.log(table([head, ...cells]))
  }
}

/** The median and, where it differs, the best: what else the machine does makes the one and not the other. */
function shown(middle: number | undefined, best: number | undefined): string {
  const [first, second] = [middle, best].map((value) =>
    value === undefined || Number.isNaN(value) ? '–' : value.toFixed(value < 10 ? 1 : 0),
  )
  return first === second ? `${first}` : `${first} (${second})`
}
