/** What the catalogue says of an element, and how a connection is made. */
import type { Crm } from '../connectors/crm.ts'
import type { Documents } from '../connectors/documents.ts'

/** What connectors of each hub can do. */
export type Hubs = { readonly documents: Documents; readonly crm: Crm }
export type Hub = keyof Hubs

export type ElementOf<H extends Hub> = {
  /** Never given to another element. */
  readonly id: number
  readonly key: string
  readonly name: string
  readonly description: string
  readonly hub: H
  readonly protocolType: 'file' | 'http' | 'jdbc'
  readonly configuration: readonly Setting[]
  /** Makes a connection; nothing is sent yet. The library of its protocol is loaded here, when it is needed. */
  readonly open: (settings: Settings, place: Place) => Promise<Hubs[H]>
}

export type Element = { readonly [H in Hub]: ElementOf<H> }[Hub]

export type Setting = {
  readonly key: string
  readonly name: string
  readonly description: string
  /** `PASSWORD`: kept encrypted, and shown to nobody. */
  readonly type: 'TEXTFIELD_1000' | 'PASSWORD'
  /** Undefined: it has to be given. */
  readonly usual: string | undefined
}

/** Values of every setting, by its key. */
export type Settings = Readonly<Record<string, string>>

/** Where the folders of an organization lie. */
export type Place = { readonly folders: string }

/** A setting that has to be given. */
export function setting(key: string, name: string, description: string): Setting {
  return { key, name, description, type: 'TEXTFIELD_1000', usual: undefined }
}

export function secret(key: string, name: string, description: string): Setting {
  return { key, name, description, type: 'PASSWORD', usual: '' }
}
