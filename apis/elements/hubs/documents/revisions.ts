/** What services have kept of a file. Where a service keeps nothing but the file, that is the one revision there is. */
import { fail } from 'kittn'
import type { Part } from '../../api-type.ts'
import type { Item, Revision } from '../../connectors/documents.ts'
import { pathOf } from '../path.ts'
import { ok } from '../paging.ts'
import type { Of } from './either.ts'
import { onDocuments } from './on-documents.ts'
import { known } from './work.ts'

export const revisions: Part = {
  'GET /elements/api-v2/hubs/documents/files/{id}/revisions': async ({ path, ...of }) =>
    ok((await all(of, pathOf(path.id))).map(shown)),

  'GET /elements/api-v2/hubs/documents/files/{id}/revisions/{revisionId}': async ({ path, ...of }) => {
    const found = await all(of, pathOf(path.id))
    const one = path.revisionId === NEWEST ? found[0] : found.find(({ id }) => id === path.revisionId)
    return ok(shown(one ?? fail(404, `There is no revision ${path.revisionId}.`)))
  },
}

/** Stands for the id of the newest. */
const NEWEST = 'current'

function all(of: Pick<Of, 'caller'>, path: string): Promise<readonly Revision[]> {
  return onDocuments(of, async (documents) => {
    const item = await known(documents, path, false)
    return (await documents.revisions?.(path)) ?? [current(item)]
  })
}

/** A file as it is has the name of when it was changed: another one once it is changed. */
function current({ size, modified }: Item): Revision {
  return { id: String(Number(modified ?? 0)), size, modified }
}

function shown({ id, size, modified }: Revision): { id: string; size: number; modifiedDate?: string } {
  return { id, size, ...(modified && { modifiedDate: modified.toISOString() }) }
}
