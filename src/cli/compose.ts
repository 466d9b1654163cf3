/** Puts together what is served: the API, its site and its store. */
import { join } from 'node:path'
import { atAddress } from '../model/address.ts'
import type { Contract } from '../model/contract.ts'
import { asyncapi, openapi, site } from '../outputs/index.ts'
import type { OutputFile } from '../outputs/output.ts'
import { siteFile, type DemoKey, type ServedApi } from '../serve/index.ts'
import type { PageReading, Reading } from '../model/reading.ts'
import { openStore, type Store } from '../store/index.ts'
import type { Loaded } from './load.ts'
import type { Project } from './project.ts'
import { assetFiles, staticFiles } from './statics.ts'

/** What readers of the page get; the types of handlers stay with their author. */
const PUBLISHED = [site, openapi, asyncapi]

/** Where and how a site is read. `address` is the API's own, if it is known. */
export type SiteOptions = { readonly dev: boolean; readonly address?: string }

/** All files of the project's site. What an output makes goes before a file of the author with the same name. */
export function siteOf(loaded: Loaded, options: SiteOptions): OutputFile[] {
  const reading = { ...readAt(loaded.reading, options.address), findings: loaded.findings }
  const made = PUBLISHED.flatMap((output) => output.run(reading, { dev: options.dev }))
  const taken = new Set(made.map((file) => file.path))
  const own = loaded.behaviour.pages === undefined ? [] : assetFiles(loaded.project)
  return [...made, ...own, ...staticFiles(loaded.project).filter((file) => !taken.has(file.path))]
}

/** Samples that are read where the API runs call it there, so that a copied one works. */
function readAt(reading: Reading, address: string | undefined): Reading {
  if (address === undefined) return reading
  const pages = reading.pages.map((one): PageReading => {
    const page = one.contract.servers.slice(0, 1).reduce((moved, server) => atAddress(moved, server, address), one.page)
    return { ...one, page, contract: contractAt(one.contract, address) }
  })
  return { ...reading, page: pages[0]?.page ?? reading.page, contract: contractAt(reading.contract, address), pages }
}

function contractAt(contract: Contract, address: string): Contract {
  return contract.servers.length === 0 ? contract : { ...contract, servers: [address, ...contract.servers.slice(1)] }
}

export type ServeOptions = { readonly dev: boolean; readonly origin?: string; readonly demo: readonly DemoKey[] }

/** What the server takes. `origin` is where it listens, or where the world sees it. */
export function serveable(loaded: Loaded, store: Store, { dev, origin, demo }: ServeOptions): ServedApi {
  const { name, prefix } = loaded.project
  const site = siteOf(loaded, { dev, ...(origin === undefined ? {} : { address: origin + prefix }) })
  const files = new Map(site.map((file) => [file.path, siteFile(file.path, file.content)]))
  return { name, prefix, contract: loaded.reading.contract, behaviour: loaded.behaviour, store, files, demo }
}

/** The store of a project: `kittn.sqlite` in `.kittn/` beside its page, or in a folder of its own below `data`. */
export function storeOf(project: Project, data: string | undefined): Store {
  const folder = data === undefined ? join(project.home, '.kittn') : join(data, project.name)
  return openStore(join(folder, 'kittn.sqlite'))
}
