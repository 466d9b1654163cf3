/** Work on the documents of whoever calls. */
import type { Asked } from '../../api-type.ts'
import type { Documents } from '../../connectors/documents.ts'
import { connectionTo } from '../hub.ts'
import { asked } from '../refused.ts'

/** Does something with the documents of a caller; what the service refuses is told as it says it. */
export async function onDocuments<T>(
  of: Pick<Asked, 'caller'>,
  work: (documents: Documents) => Promise<T>,
): Promise<T> {
  return asked(async () => work(await connectionTo('documents', of)))
}
