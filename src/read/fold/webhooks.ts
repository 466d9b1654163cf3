/** The webhooks of a page: payloads of chapters about them, one for each event, and requests that go to others. */
import type { Body, Parameter, Webhook } from '../../model/contract.ts'
import type { Heading } from '../../model/page.ts'
import { ANY } from '../../model/shape.ts'
import { webhookDeliveries, type BodyFound, type DeliveryFound, type Request, type Row } from '../conventions/index.ts'
import { aboutWebhooks } from '../headings.ts'
import { proseOf } from '../prose.ts'
import { spanOf, type Unit } from '../units.ts'
import { shapeOf } from '../values/infer.ts'
import { distinct } from './distinct.ts'
import { eventsIn } from './events.ts'
import type { Gathered } from './gather.ts'
import { described } from './responses.ts'
import { withSubsections } from './subsections.ts'

/** Requests first, then payloads in page order; of several with one name the first counts. */
export function webhooksOf(gathered: readonly Gathered[]): Webhook[] {
  const sections = withSubsections(gathered.filter(isAbout), () => false)
  const all = [...gathered.flatMap(sent), ...sections.flatMap(shown)]
  const first = new Map(all.toReversed().map((one) => [one.name, one]))
  return all.filter((one) => first.get(one.name) === one)
}

/** Sections that state a request of the API itself are no deliveries. */
function isAbout({ unit, requests }: Gathered): boolean {
  return requests.length === 0 && aboutWebhooks([unit.heading, ...unit.above])
}

/** What carries something; a sample shows a call of the reader's. */
function isSent({ from, method }: Request): boolean {
  return from === 'line' && method !== 'GET'
}

/** Requests to addresses of others, as the page writes them out. */
function sent(one: Gathered): Webhook[] {
  const bodies = one.found.filter((found): found is BodyFound => found.kind === 'body')
  return one.deliveries.filter(isSent).map((request) => {
    const body = bodies.find(({ span }) => span.line <= request.span.line && span.endLine >= request.span.endLine)
    const { heading } = one.unit
    const delivery = { heading, description: undefined, headers: [], example: body?.example, span: request.span }
    return { ...webhook(one, delivery, tidied(heading, one.unit)), method: request.method }
  })
}

function shown(one: Gathered): Webhook[] {
  const found = webhookDeliveries(one.unit)
  const events = eventsIn(one.unit)
  const { heading } = one.unit
  const first = found[0] ?? {
    name: undefined,
    heading,
    description: undefined,
    headers: [],
    example: undefined,
    span: spanOf(one.unit),
  }
  if (events.length > 0) {
    const own = new Map(found.map((delivery) => [delivery.name, delivery]))
    const other = webhook(one, first, first.name ?? '')
    return events.map(({ name, description }) => {
      const delivery = own.get(name)
      const made =
        delivery === undefined ? { ...other, name, body: withoutExample(other.body) } : webhook(one, delivery, name)
      return { ...made, description: description ?? made.description }
    })
  }
  const nameFor = distinct()
  return found.map((delivery) => webhook(one, delivery, delivery.name ?? nameFor([tidied(delivery.heading, one.unit)])))
}

/** The page shows the payload of another event. */
function withoutExample(body: Body | undefined): Body | undefined {
  return body && { ...body, example: undefined }
}

type Delivery = Omit<DeliveryFound, 'name'>

function webhook(one: Gathered, delivery: Delivery, name: string): Webhook {
  const heading = delivery.heading ?? one.unit.heading
  return {
    name,
    title: heading?.text ?? name,
    section: heading?.id ?? '',
    description: delivery.description ?? proseOf(one.unit),
    method: 'POST',
    headers: headersOf(one, delivery),
    body: bodyOf(one, delivery),
    span: delivery.span,
  }
}

/** No object has more fields than this. */
const MOST_ROWS = 500

function bodyOf({ found }: Gathered, { example, span }: Delivery): Body | undefined {
  const tables = found.filter((one) => one.kind === 'rows' && one.role !== 'header' && one.role !== 'query')
  const rows = tables.flatMap((one): readonly Row[] => (one.kind === 'rows' ? one.rows : [])).slice(0, MOST_ROWS)
  if (example === undefined && rows.length === 0) return undefined
  const shape = described(example === undefined ? ANY : shapeOf(example), rows, example !== undefined)
  return { mediaTypes: ['application/json'], shape, example, span }
}

/** Headers of the sample, then those of tables; what every request of HTTP has is left out. */
function headersOf({ found }: Gathered, { headers, span }: Delivery): Parameter[] {
  const shownOnes = headers.map(([name]): Parameter => ({ in: 'header', name, shape: STRING, required: true, span }))
  const rows = found.flatMap((one) => (one.kind === 'rows' && one.role === 'header' ? one.rows : []))
  const told = rows.map((row): Parameter => {
    const description = row.description === undefined ? {} : { description: row.description }
    return {
      ...description,
      in: 'header',
      name: row.name,
      shape: STRING,
      required: row.required === true,
      span: row.span,
    }
  })
  const known = new Set(shownOnes.map(({ name }) => name.toLowerCase()))
  return [...shownOnes, ...told.filter(({ name }) => !known.has(name.toLowerCase()))].filter(
    ({ name }) => !COMMON.test(name),
  )
}

const STRING = { kind: 'string' } as const
const COMMON = /^(?:content-(?:type|length)|accept|host|user-agent|connection)$/i

function tidied(heading: Heading | undefined, unit: Unit): string {
  const text = heading?.text ?? unit.heading?.text ?? `webhook at line ${spanOf(unit).line}`
  return text.replace(/^(?:examples?|samples?)\s+(?:of\s+)?/i, '').trim()
}
