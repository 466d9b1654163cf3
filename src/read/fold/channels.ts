/** The WebSocket channels of a page: one for each address, with the messages of the units that are about it. */
import type { Channel, Message, Parameter } from '../../model/contract.ts'
import { placeholders, words } from '../../model/names.ts'
import { onceEach } from '../../model/remember.ts'
import { ANY, type Shape } from '../../model/shape.ts'
import { channelMessages, type ChannelAddress, type MessageFound, type Row } from '../conventions/index.ts'
import { pathPattern } from '../requests/path.ts'
import { proseOf } from '../prose.ts'
import { spanOf } from '../units.ts'
import { loosened, shapeOf } from '../values/infer.ts'
import { distinct } from './distinct.ts'
import type { Gathered } from './gather.ts'
import { operationPath } from './paths.ts'
import { described } from './responses.ts'
import { objectFrom, overlay } from './shapes.ts'
import { addressesOf, socketsOf, type Sockets } from './sockets.ts'

/** In page order. Messages that are shown without any address make one channel whose address is unknown. */
export function channelsOf(gathered: readonly Gathered[]): Channel[] {
  const sockets = socketsOf(gathered)
  const found = stated(gathered, sockets)
  const heard = new Map(found.map((one): [Stated, Unnamed[]] => [one, []]))
  const lost: { one: Gathered; message: Unnamed }[] = []
  for (const { one, targets } of audiences(sockets, found)) {
    const messages = messagesOf(one)
    for (const target of targets.slice(0, AT_ONCE)) heard.get(target)?.push(...messages)
    if (targets.length === 0) lost.push(...messages.map((message) => ({ one, message })))
  }
  const known = [...heard].map(([one, messages]) => channel(one, messages))
  const [first] = lost
  return first === undefined
    ? known
    : [
        ...known,
        nameless(
          first.one,
          lost.map(({ message }) => message),
        ),
      ]
}

/** An address with the unit that states it first. */
type Stated = { readonly address: string; readonly home: Gathered; readonly all: readonly ChannelAddress[] }

/** No section speaks of more channels than this at once. */
const AT_ONCE = 20

/** More addresses than this are a list of something else. */
const MOST = 200

function stated(gathered: readonly Gathered[], { scopes, http }: Sockets): Stated[] {
  const about = new Set(scopes.flat())
  const place = new Map(gathered.map(({ unit: { heading } }, at) => [heading, at]))
  const homes = [...about, ...http].toSorted(
    (a, b) => (place.get(a.unit.heading) ?? 0) - (place.get(b.unit.heading) ?? 0),
  )
  const all = homes.flatMap((home) => addressesOf(home).map((one) => ({ home, one })))
  const grouped = Map.groupBy(all, ({ one }) => pathPattern(operationPath(one.path)))
  return [...grouped.values()].slice(0, MOST).flatMap((group) => {
    const weighing = (least: number) => group.find(({ one }) => one.weight === least)
    const first = weighing(2) ?? weighing(1) ?? group.find(({ home }) => about.has(home))
    if (first === undefined) return []
    const others = group.filter((other) => other !== first)
    const address = operationPath(first.one.path)
    return [{ address, home: first.home, all: [first.one, ...others.map(({ one }) => one)] }]
  })
}

type Audience = { readonly one: Gathered; readonly targets: readonly Stated[] }

/** Which channels a unit speaks of: its own; those stated last before it in its scope; all of them; an earlier scope's. */
function audiences({ scopes }: Sockets, found: readonly Stated[]): Audience[] {
  const byHome = Map.groupBy(found, ({ home }) => home)
  const inside = scopes.map((units) => units.flatMap((one) => byHome.get(one) ?? []))
  let earlier = inside.find((some) => some.length > 0) ?? found
  return scopes.flatMap((units, at) => {
    const all = inside[at] ?? []
    if (all.length > 0) earlier = all
    let last: readonly Stated[] | undefined
    return units.map((one): Audience => {
      const own = byHome.get(one)
      last = own ?? last
      return { one, targets: own ?? (all.length > 0 && last === undefined ? all : closest(one, last ?? earlier)) }
    })
  })
}

/** Where a heading shares a word with one address only (`Private channels`, `/private`), it is about that one. */
function closest({ unit }: Gathered, channels: readonly Stated[]): readonly Stated[] {
  if (channels.length < 2) return channels
  const said = new Set([...unit.above, unit.heading].flatMap((heading) => words(heading?.text ?? '')))
  const alike = channels.filter(({ address }) => words(address).some((word) => word.length > 2 && said.has(word)))
  return alike.length === 1 ? alike : channels
}

function channel({ address, home, all }: Stated, messages: readonly Unnamed[]): Channel {
  return {
    address,
    servers: [...new Set(all.flatMap(({ origin }) => origin ?? []))],
    ...about(home),
    title: home.unit.heading?.text ?? address,
    parameters: parametersOf(address, home, all),
    messages: named(messages),
    span: all[0]?.span ?? spanOf(home.unit),
  }
}

function nameless(home: Gathered, messages: readonly Unnamed[]): Channel {
  const { heading, above } = home.unit
  const title = (above[0] ?? heading)?.text ?? 'WebSocket'
  return {
    address: undefined,
    servers: [],
    ...about(home),
    title,
    parameters: [],
    messages: named(messages),
    span: spanOf(home.unit),
  }
}

function about({ unit }: Gathered): Pick<Channel, 'section' | 'description'> {
  return { section: unit.heading?.id ?? '', description: proseOf(unit) }
}

/** Placeholders of the address, what its query shows, and the rows of tables that say where they go. */
function parametersOf(address: string, home: Gathered, all: readonly ChannelAddress[]): Parameter[] {
  const rows = home.found.filter((one) => one.kind === 'rows')
  const span = all[0]?.span ?? spanOf(home.unit)
  const row = (name: string) => rows.flatMap((one) => one.rows).find((one) => one.name === name)
  const shown = (place: 'path' | 'query', name: string): Parameter => {
    const said = row(name)
    const shape: Shape = said?.shape === undefined || said.shape.kind === 'any' ? { kind: 'string' } : said.shape
    return { ...describedBy(said), in: place, name, shape, required: place === 'path' || said?.required === true, span }
  }
  const inPath = placeholders(address).map((name) => shown('path', name))
  const query = rows.filter(({ role }) => role === 'query').flatMap((one) => one.rows.map(({ name }) => name))
  const inQuery = new Set([...all.flatMap((one) => one.query.map(({ name }) => name)), ...query])
  const headers = rows.filter(({ role }) => role === 'header').flatMap((one) => one.rows.map((each) => header(each)))
  return [...inPath, ...[...inQuery].map((name) => shown('query', name)), ...headers]
}

function header(row: Row): Parameter {
  const { name, span } = row
  const shape: Shape = row.shape === undefined || row.shape.kind === 'any' ? { kind: 'string' } : row.shape
  return { ...describedBy(row), in: 'header', name, shape, required: row.required === true, span }
}

function describedBy(row: Row | undefined): Pick<Parameter, 'description'> {
  return row?.description === undefined ? {} : { description: row.description }
}

type Unnamed = Omit<Message, 'name'> & { readonly names: readonly string[] }

/** Beside more messages than this a table is about none of them in particular. */
const FEW = 50

/** What the unit's samples show, with what its tables say of the fields. */
const messagesOf = onceEach((one: Gathered): readonly Unnamed[] => {
  const found = channelMessages(one.unit)
  const prose = proseOf(one.unit)
  const rows = found.length > FEW ? { client: [], server: [] } : rowsOf(one, found)
  const counts = Map.groupBy(found, ({ from }) => from)
  return found.map(({ names, heading, from, description, example, span }) => {
    const alone = counts.get(from)?.length === 1
    const shown = example === undefined ? ANY : shapeOf(example)
    const shape = from === 'client' ? asked(loosened(shown), rows.client, alone) : described(shown, rows.server, !alone)
    return { names, from, section: heading?.id ?? '', description: description ?? prose, shape, example, span }
  })
})

/** A table beside the only message that the client sends says what is required. */
function asked(shown: Shape, rows: readonly Row[], alone: boolean): Shape {
  const names = new Set(rows.map(({ name }) => name))
  const fits = alone && shown.kind === 'object' && shown.fields.some(({ name }) => names.has(name))
  if (!fits) return described(shown, rows, true)
  return overlay(
    shown,
    objectFrom(rows, (row) => row.required ?? false),
    'table',
  )
}

/** Tables of answers speak of what the server sends; the others of what the client does, if it sends anything. */
function rowsOf({ found }: Gathered, all: readonly MessageFound[]): Readonly<Record<Message['from'], readonly Row[]>> {
  const clients = all.some((one) => one.from === 'client')
  const explained = new Set(all.flatMap(({ names }) => names))
  const rows: Record<Message['from'], Row[]> = { client: [], server: [] }
  for (const table of found) {
    if (table.kind !== 'rows' || table.role === 'header' || table.role === 'query') continue
    const from = table.role === 'response' || !clients ? 'server' : 'client'
    rows[from].push(...table.rows.filter(({ name }) => !explained.has(name)))
  }
  return rows
}

/** Names that repeat are numbered, whoever sends. A message that is shown twice counts once. */
function named(messages: readonly Unnamed[]): Message[] {
  const nameFor = distinct()
  const seen = new Set<string>()
  return messages.flatMap(({ names, ...message }) => {
    const same = JSON.stringify([message.from, names, message.example ?? null])
    if (seen.has(same)) return []
    seen.add(same)
    return [{ ...message, name: nameFor(names) }]
  })
}
