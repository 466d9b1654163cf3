/** Puts together what is published: the site of a project and all that lies beside it. */
import { atAddress } from '../model/address.ts'
import type { Contract } from '../model/contract.ts'
import { outputs, singleFiles } from '../outputs/index.ts'
import type { OutputFile } from '../outputs/output.ts'
import type { PageReading, Reading } from '../model/reading.ts'
import type { Loaded } from './load.ts'
import type { Project } from './project.ts'
import { assetFiles, namedFiles, staticFiles } from './statics.ts'

/** What readers of the page get; the types of handlers stay with their author. */
const PUBLISHED = outputs.filter((output) => output.published)

/**
 * Where and how a site is read: `address` is the API's own, `published` the site's, if they are known; `served` if the
 * API answers beside the site.
 */
export type SiteOptions = {
  readonly dev: boolean
  readonly served?: boolean
  /** Whether it has a portal beside it, where readers get their keys. */
  readonly portal?: boolean
  readonly address?: string
  readonly published?: string
  readonly single?: boolean
  readonly trust?: boolean
}

/** All files of the project's site. */
export function siteOf(loaded: Loaded, options: SiteOptions): readonly OutputFile[] {
  const own = loaded.behaviour.pages === undefined ? [] : assetFiles(loaded.project)
  const all = withOwn(loaded.project, [...madeOf(loaded, options), ...own], namedFiles(loaded.reading))
  return options.single === true ? singleFiles(all, options.trust === true) : all
}

/** What was made goes before a file of the author with the same name, but their page for missing addresses is theirs. */
export function withOwn(project: Project, made: readonly OutputFile[], named: readonly string[]): OutputFile[] {
  const own = staticFiles(project, named)
  const all = own.some(({ path }) => path === '404.html') ? made.filter(({ path }) => path !== '404.html') : made
  const taken = new Set(all.map((file) => file.path))
  return [...all, ...own.filter((file) => !taken.has(file.path))]
}

/** What the outputs make of the page. */
export function madeOf(loaded: Loaded, options: SiteOptions): OutputFile[] {
  const reading = { ...readAt(loaded.reading, options.address), findings: loaded.findings }
  const address = publishedAt(loaded, options)
  const { dev, single = false, trust = false, portal = false } = options
  const here = options.served ? { here: { said: loaded.reading.contract, portal } } : {}
  return PUBLISHED.flatMap((output) =>
    output.run(reading, { dev, single, trust, address, changed: loaded.changed, ...here }),
  )
}

/** Where the world sees the site, with a slash at the end: as it was asked for, else as the page says. */
function publishedAt({ reading }: Loaded, { published, address }: SiteOptions): string | undefined {
  const said = reading.page.front['site_url']
  const known = published ?? (typeof said === 'string' && /^https?:\/\//.test(said) ? said : address)
  return known !== undefined && URL.canParse(known) ? known.replace(/\/*$/, '/') : undefined
}

/** Samples that are read where the API runs call it there, so that a copied one works. */
function readAt(reading: Reading, address: string | undefined): Reading {
  if (address === undefined) return reading
  const pages = reading.pages.map((one): PageReading => {
    const moves = [
      ...one.contract.servers.slice(0, 1).map((server) => [server, address] as const),
      ...socketsOf(one.contract).map((server) => [server, socket(address)] as const),
    ]
    const page = moves.reduce((moved, [server, to]) => atAddress(moved, server, to), one.page)
    return { ...one, page, contract: contractAt(one.contract, address) }
  })
  return { ...reading, page: pages[0]?.page ?? reading.page, contract: contractAt(reading.contract, address), pages }
}

function contractAt(contract: Contract, address: string): Contract {
  const moved = (servers: readonly string[], to: string): readonly string[] =>
    servers.length === 0 ? servers : [to, ...servers.slice(1)]
  return {
    ...contract,
    servers: moved(contract.servers, address),
    channels: contract.channels.map((one) => ({ ...one, servers: moved(one.servers, socket(address)) })),
  }
}

/** The first server of each channel: all channels answer at the address of the API. */
function socketsOf({ channels }: Contract): string[] {
  return [...new Set(channels.flatMap(({ servers }) => servers.slice(0, 1)))]
}

const socket = (address: string): string => address.replace(/^http/, 'ws')
