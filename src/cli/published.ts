/** Puts together what is published: the site of a project and all that lies beside it. */
import { atAddress } from '../model/address.ts'
import type { Contract } from '../model/contract.ts'
import { asyncapi, openapi, site } from '../outputs/index.ts'
import type { OutputFile } from '../outputs/output.ts'
import type { PageReading, Reading } from '../model/reading.ts'
import type { Loaded } from './load.ts'
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
