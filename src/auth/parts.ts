/** What a request shows of any scheme of a page, whether or not it is all that a requirement asks for. */
import type { Requirement } from '../model/security.ts'
import type { Parts, Places, Shown } from './scheme.ts'
import { schemeReader } from './schemes.ts'

/** Makes the function that finds all parts. What it returns has no prototype, because names come from the page. */
export function partsShown(security: readonly Requirement[]): (request: Shown, places: Places) => Parts {
  const readers = security.flat().map(schemeReader)
  return (request, places) =>
    Object.assign(Object.create(null), ...readers.map((read) => read(request, places))) as Parts
}
