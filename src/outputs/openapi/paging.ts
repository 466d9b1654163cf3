/** Headers in which the answers of lists tell of the other pages. */
import type { Operation } from '../../model/contract.ts'
import type { Doc } from '../doc.ts'
import { withHeaders } from './limits.ts'

/** The responses of an operation with these headers on its successes. */
export function withPagingHeaders({ pagingHeaders: headers }: Operation, responses: Doc): Doc {
  if (headers === undefined) return responses
  const told = {
    ...(headers.link ? { Link: { description: 'The other pages (RFC 8288).', schema: { type: 'string' } } } : {}),
    ...counted(headers.total, 'How many there are on all pages.'),
    ...counted(headers.pages, 'How many pages there are.'),
  }
  const own = Object.entries(responses).flatMap(([status, one]) => {
    const answer = status.startsWith('2') ? withHeaders(one, told) : one
    return answer === undefined ? [] : [[status, answer] as const]
  })
  return Object.fromEntries(own)
}

function counted(name: string | undefined, description: string): Doc {
  return name === undefined ? {} : { [name]: { description, schema: { type: 'integer' } } }
}
