/** What a connector of the CRM hub does. Every function rejects with a Refusal. */
import type { Condition } from '../ceql/condition.ts'

export type ObjectName = 'contacts' | 'accounts'

/** The fields of each object, the same for every service. */
export const OBJECTS: { readonly [O in ObjectName]: readonly string[] } = {
  contacts: ['firstName', 'lastName', 'email', 'phone', 'title', 'accountId'],
  accounts: ['name', 'email', 'phone', 'website'],
}

/** Fields by name; what a record does not have is not there. */
export type CrmFields = Readonly<Record<string, string | undefined>>
export type CrmRecord = CrmFields & { readonly id: string }

export type Crm = {
  /** Resolves if the service is there, lets us in and has what the hub needs. */
  readonly ping: () => Promise<void>
  readonly list: (object: ObjectName, wanted: Wanted) => Promise<Found>
  readonly get: (object: ObjectName, id: string) => Promise<CrmRecord | undefined>
  readonly create: (object: ObjectName, fields: CrmFields) => Promise<CrmRecord>
  /** Changes the fields that are named, and takes away those that are undefined. Undefined if there is no such record. */
  readonly update: (object: ObjectName, id: string, fields: CrmFields) => Promise<CrmRecord | undefined>
  /** False if there was no such record. */
  readonly remove: (object: ObjectName, id: string) => Promise<boolean>
  /** The fields that records of an object can have here, with the names that the service has for them. */
  readonly fields: (object: ObjectName) => Promise<readonly Field[]>
  /** Lets go of connections. */
  readonly close?: () => Promise<void>
}

export type Field = { readonly path: string; readonly vendorPath: string }

/** A list is in the order of one field, by bytes and with empty ones first, and of the id among equals. */
export type Wanted = {
  readonly where: Condition | undefined
  readonly order: { readonly field: string; readonly descending: boolean }
  /** The record after which the list begins: the value of its field, and its id. */
  readonly after: Place | undefined
  /** How many after that are passed over. */
  readonly skip: number
  readonly limit: number
  /** Whether all that match are to be counted. */
  readonly counted: boolean
}
export type Place = { readonly value: string; readonly id: string }

/** `more` says whether others come after these. */
export type Found = {
  readonly records: readonly CrmRecord[]
  readonly more: boolean
  readonly total: number | undefined
}
