/** Outputs: pure functions from page and contract to files. They return files; one place (cli/write.ts) writes them. */
import type { Contract } from '../model/contract.ts'
import type { Reading } from '../model/reading.ts'

/** A file of an output; `path` is relative, with `/`, and never climbs out. */
export type OutputFile = {
  readonly path: string
  readonly content: string | Uint8Array
  /** Of a page in `dev`: what is new on it for an open page that has what `had` names. */
  readonly news?: (had: Had) => object
}

/** What an open page has: the names of its rows in their order, and of its contents. */
export type Had = { readonly rows: readonly string[]; readonly contents: string }

/** A file whose content is made when it is first asked for: of those that `dev` serves, most are not asked for. */
export function madeLater(path: string, make: () => string): OutputFile {
  let made: string | undefined
  return {
    path,
    get content() {
      return (made ??= make())
    },
  }
}

export type OutputOptions = {
  /** In `dev` the page shows findings and errors at their place and reloads itself. */
  readonly dev: boolean
  /** Whether scripts that the author wrote into the page may run, as Slate lets them; else the page's policy forbids it. */
  readonly trust?: boolean
  /** Whether each page becomes one file that needs no other. */
  readonly single?: boolean
  /** Where the world sees the page, with a slash at the end, if that is known. */
  readonly address?: string | undefined
  /** The day of the last change of pages that say none themselves, by path. */
  readonly changed?: ReadonlyMap<string, string>
  /** There where the API answers beside the site; `said` has the addresses that the page itself shows, `portal` is whether
   * readers get their keys at `developers`. */
  readonly here?: { readonly said: Pick<Contract, 'servers' | 'channels'>; readonly portal?: boolean }
}

export type Output = {
  readonly name: string
  /** Whether `build` and `dev` publish its files beside the site; the others are for the author. */
  readonly published: boolean
  readonly run: (reading: Reading, options: OutputOptions) => readonly OutputFile[]
}
