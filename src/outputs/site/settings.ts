/** What the front matter says to the site, beside Slate's own keys. Whatever has the wrong form is left out. */
import type { Page } from '../../model/page.ts'

/** A place to go: another version, the page in another language. */
export type Link = { readonly label: string; readonly href: string; readonly here: boolean }

export type Settings = {
  readonly lang: string
  readonly dir: 'ltr' | 'rtl'
  /** An image in place of the mark, and where it leads. */
  readonly logo: string | undefined
  readonly logoLink: string | undefined
  readonly favicon: string | undefined
  /** How many levels the table of contents has. */
  readonly depth: number
  /** The heading of a group of entries, by the id of the first of them. */
  readonly groups: ReadonlyMap<string, string>
  /** Style sheets of the author, relative to the page. */
  readonly stylesheets: readonly string[]
  /** Where a file can be edited; `{file}` stands for its path. */
  readonly editUrl: string | undefined
  /** The day of the last change, as the author says it. */
  readonly changed: string | undefined
  readonly versions: readonly Link[]
  readonly translations: readonly Link[]
}

/** Languages that are written from right to left. */
const RTL: ReadonlySet<string> = new Set(['ar', 'arc', 'ckb', 'dv', 'fa', 'he', 'ks', 'ps', 'sd', 'ug', 'ur', 'yi'])

/** How a language is written. */
export function directionOf(lang: string): Settings['dir'] {
  return RTL.has(lang.toLowerCase().split('-', 1)[0] ?? '') ? 'rtl' : 'ltr'
}

/** The settings of a page. */
export function settingsOf({ front }: Pick<Page, 'front'>): Settings {
  const lang = languageTag(front['lang']) ?? 'en'
  return {
    lang,
    dir: typeof front['rtl'] === 'boolean' ? (front['rtl'] ? 'rtl' : 'ltr') : directionOf(lang),
    logo: text(front['logo']),
    logoLink: address(front['logo_link']),
    favicon: address(front['favicon']),
    depth: depth(front['toc_depth'] ?? front['headingLevel']),
    groups: new Map(pairs(front['toc_groups']).map(([title, id]) => [id.replace(/^#/, ''), title])),
    stylesheets: list(front['stylesheets']).flatMap((one) => address(one) ?? []),
    editUrl: address(front['edit_url']),
    changed: day(front['last_changed']),
    versions: links(front['versions'], text(front['version'])),
    translations: links(front['translations'], lang),
  }
}

/** Slate's two levels, unless the page asks for others. */
function depth(value: unknown): number {
  const wanted = Number(value)
  return Number.isInteger(wanted) && wanted >= 1 && wanted <= 6 ? wanted : 2
}

/** The one that is named is here, else the one whose address is the page itself. */
function links(value: unknown, named: string | undefined): Link[] {
  const all = pairs(value).filter(([, href]) => isAddress(href))
  const known = all.some(([label]) => label === named)
  return all.map(([label, href]) => ({ label, href, here: known ? label === named : /^(?:\.\/?)?$/.test(href) }))
}

/** `- a: b` or `a: b`, in order, where both are plain. */
function pairs(value: unknown): [string, string][] {
  const maps = list(value).filter((one) => typeof one === 'object' && one !== null)
  return maps.flatMap((map) =>
    Object.entries(map).flatMap(([key, one]: [string, unknown]): [string, string][] => {
      const said = one === null ? '' : plain(one)
      return said === undefined ? [] : [[key, said]]
    }),
  )
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]
}

function plain(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
}

function text(value: unknown): string | undefined {
  return plain(value)?.trim() || undefined
}

function address(value: unknown): string | undefined {
  const said = text(value)
  return said !== undefined && isAddress(said) ? said : undefined
}

/** No address that runs: relative ones, and those of the web. */
export function isAddress(said: string): boolean {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(said.replaceAll(/[^!-~]/g, ''))?.[1]?.toLowerCase()
  return scheme === undefined || ['http', 'https', 'mailto'].includes(scheme)
}

/** A language as BCP 47 names it, if the value is one. */
export function languageTag(value: unknown): string | undefined {
  const said = text(value)
  return said !== undefined && /^[a-z]{2,3}(?:-[a-z0-9]{1,8})*$/i.test(said) ? said : undefined
}

/** A date as YAML or as text: only the day counts. */
function day(value: unknown): string | undefined {
  if (value instanceof Date && !Number.isNaN(value.getTime())) return value.toISOString().slice(0, 10)
  return /^\d{4}-\d{2}-\d{2}/.exec(text(value) ?? '')?.[0]
}
