/** Files of records go with them: those that a record had and has no longer. */
import type { Contract, Operation } from '../../model/contract.ts'
import type { Resource } from '../../model/resources.ts'
import { uploadsOf } from '../../model/uploads.ts'
import type { FileStore } from '../../store/index.ts'
import type { JsonObject } from '../record.ts'
import { FILES } from './files.ts'

/** Takes the files of a record away, but for those that it has now. Resolves when they are gone. */
export type DropFiles = (before: JsonObject, now?: JsonObject) => Promise<void>

export function dropping(contract: Contract, resource: Resource, files: FileStore | undefined): DropFiles {
  const names = fileFields(contract, resource)
  if (files === undefined || names.length === 0) return async () => undefined
  return async (before, now = {}) => {
    const kept = new Set(idsIn(now, names))
    const gone = idsIn(before, names).filter((id) => !kept.has(id))
    await Promise.all(gone.map((id) => files.remove(id)))
  }
}

/** Fields that hold addresses of the record's own files: no caller can write the address of another's file there. */
function fileFields(contract: Contract, { operations }: Resource): readonly string[] {
  const keys = new Set([operations.create, operations.replace, operations.update])
  const writing = contract.operations.filter(({ key }) => keys.has(key))
  const names = new Set(writing.flatMap(ownFiles))
  return [...names].filter((name) => writing.every((operation) => isSafe(operation, name)))
}

function ownFiles(operation: Operation): readonly string[] {
  const uploads = uploadsOf(operation)
  return uploads?.kind === 'form' ? uploads.fields.map(({ name }) => name) : []
}

function isSafe(operation: Operation, name: string): boolean {
  if (ownFiles(operation).includes(name)) return true
  const shape = operation.body?.shape
  if (shape?.kind !== 'object' || shape.fields.length === 0 || shape.patterns !== undefined) return shape === undefined
  return shape.fields.every((field) => field.name !== name)
}

const ADDRESS = new RegExp(`${FILES}/([0-9a-f]{32})$`)

function idsIn(record: JsonObject, names: readonly string[]): readonly string[] {
  return names
    .flatMap((name) => record[name] ?? [])
    .flatMap((value) => (typeof value === 'string' ? (ADDRESS.exec(value)?.[1] ?? []) : []))
}
