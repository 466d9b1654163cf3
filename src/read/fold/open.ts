/** Which operations a page leaves open: where their section says so, where the chapter on authentication says it of them. */
import type { Contribution, Request } from '../conventions/index.ts'
import { latestEach } from '../../model/remember.ts'
import type { Unit } from '../units.ts'
import { letsIn } from './entrance.ts'
import type { Gathered } from './gather.ts'

/** An operation before it is built. */
export type Asked = {
  readonly unit: Unit
  readonly request: Request
  readonly found: readonly Contribution[]
}
export type IsOpen = (one: Asked) => boolean

const entrances = latestEach<Request, boolean>()

const PUBLIC = /\bpublic\b|p[uú]blic[oa]s?\b|公共|公开|公開|パブリック/iu

/** Whether an operation needs no credential, by all that the page says of that. */
export function openOf(gathered: readonly Gathered[]): IsOpen {
  const [sections, chapters] = [gathered.filter(isOperation), gathered.filter((one) => !isOperation(one))]
  const general = chapters.flatMap(({ found }) => found)
  const said = new Set(general.flatMap((one) => (one.kind === 'access' ? [one.open] : [])))
  // Where only sections of operations name a credential in words, those that name none need none.
  const asked = sections.flatMap(({ found }) => found.filter((one) => one.kind === 'security'))
  const each = asked.length > 0 && asked.every((one) => one.told) && !general.some((one) => one.kind === 'security')
  const marked =
    said.has('unmarked') &&
    sections.some(({ found }) => found.some((one) => one.kind === 'access' && one.open === 'nothing'))
  return ({ unit, request, found }) => {
    const own = new Set(found.flatMap((one) => (one.kind === 'access' && one.open !== 'unmarked' ? [one.open] : [])))
    if (own.size > 0 && !own.has('nothing')) return true
    if (!own.has('nothing') && entrances(request, [found], () => letsIn(request, found))) return true
    const shows = own.has('nothing') || found.some((one) => one.kind === 'security')
    if (each || marked || said.has('all')) return !shows
    if (said.has('reading') && request.method === 'GET') return !shows
    return said.has('public') && headings(unit).some((text) => PUBLIC.test(text))
  }
}

function isOperation({ requests }: Gathered): boolean {
  return requests.length > 0
}

function headings({ heading, above }: Unit): string[] {
  return [heading, ...above].map((one) => one?.text ?? '')
}
