/** When pages were changed last, as git knows it: for those that do not say it themselves. */
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

/** What git has to know of a page: its files, and whether it says its day by itself. */
export type Dated = {
  readonly path: string
  readonly page: {
    readonly front: Readonly<Record<string, unknown>>
    readonly files: readonly { readonly path: string }[]
  }
}

/** The day of the last commit to a page, by the page's path. Pages that git does not know are left out. */
export type Changed = ReadonlyMap<string, string>

/**
 * Asks git for each page that says no `last_changed` and lies in a repository. Nothing where there is no git; never
 * rejects. A page changes with its includes.
 */
export async function changedIn(root: string, { pages }: { readonly pages: readonly Dated[] }): Promise<Changed> {
  const open = pages.filter(({ page }) => page.front['last_changed'] === undefined)
  if (open.length === 0 || !inRepository(root)) return new Map()
  const days = await Promise.all(open.map(async (one) => [one.path, await dayOf(root, one)] as const))
  return new Map(days.flatMap(([path, day]) => (day === undefined ? [] : [[path, day] as const])))
}

function inRepository(folder: string): boolean {
  return existsSync(join(folder, '.git')) || (dirname(folder) !== folder && inRepository(dirname(folder)))
}

/** Where the history was cut off, its first commit has all files, and says nothing of when they were written. */
async function dayOf(root: string, { page }: Dated): Promise<string | undefined> {
  const files = page.files.map(({ path }) => `:(literal)${path}`)
  const said = await git(root, ['log', '-1', '--no-show-signature', '--format=%cs %D', '--', ...files])
  const [, day, names = ''] = /^(\d{4}-\d{2}-\d{2})(.*)/.exec(said) ?? []
  return /\bgrafted\b/.test(names) ? undefined : day
}

/** Empty where git is missing, fails or takes too long. */
async function git(folder: string, words: readonly string[]): Promise<string> {
  try {
    // Node loads its sockets with this, and few runs have a question to git.
    const { execFile } = await import('node:child_process')
    return (await promisify(execFile)('git', ['--no-optional-locks', ...words], { cwd: folder, timeout: 5_000 })).stdout
  } catch {
    return ''
  }
}
