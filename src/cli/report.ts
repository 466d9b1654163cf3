/** What a person needs to know of a loaded project, as text. */
import colors from 'picocolors'
import { byPlace, type Finding } from '../finding.ts'
import { present } from '../auth/index.ts'
import type { Operation } from '../model/contract.ts'
import { partsOf, shownBy } from '../model/credentials.ts'
import { placeholders } from '../model/names.ts'
import { planChannel, type ChannelPlan, type DemoKey } from '../serve/index.ts'
import { MAIL_PAGE, showsMail } from './mail-page.ts'
import type { Loaded, Understood } from './load.ts'
import { planOf } from './planned.ts'
import { PORTAL } from '../portal/index.ts'
import { hasPortal } from './portal.ts'
import { columns, countOf, findingLines, plural } from './terminal.ts'

/** Findings beyond this many are counted, not listed. */
const LISTED = 5

/** Method, path, how it is answered: a row for each operation, in page order, then HTML pages and channels. */
export function planRows(loaded: Understood): string[][] {
  const operations = planOf(loaded).actions.map(({ operation, by }) => [operation.method, operation.path, by])
  const { channels } = loaded.reading.contract
  const live = channels.map((channel) => planChannel(channel, loaded.behaviour))
  const pages = Object.keys(loaded.behaviour.pages ?? {}).map((key) => [...key.split(' '), 'HTML page'])
  return [...operations, ...pages, ...live.flatMap(channelRows)]
}

/** A channel, and below it what clients send on it. */
function channelRows({ address, by, messages }: ChannelPlan): string[][] {
  const sent = messages.map((action) => ['', `  ${action.message.name}`, action.by])
  return [['WS', address ?? '(no address)', by], ...sent]
}

type Greeting = {
  readonly keys: (loaded: Loaded) => readonly DemoKey[]
  readonly smtp: string | undefined
  readonly portal: boolean
}

/** What `kittn dev` prints when it has started. */
export function greeting(all: readonly Loaded[], address: string, { keys, smtp, portal }: Greeting): string {
  const home = all.some((one) => one.project.prefix !== '')
    ? [`${colors.bold('Home')}  ${colors.cyan(`${address}/`)}`]
    : []
  const alone = all.length === 1
  const more = alone ? '' : 'kittn plan lists how each operation is answered. '
  return [
    ...home,
    ...all.map((one) =>
      introduction(one, address, { keys: keys(one), smtp, portal: hasPortal(one, { portal }), alone }),
    ),
    colors.dim(`${more}Edit the page or api.ts and watch. Ctrl-C stops.`),
  ].join('\n\n')
}

type Introduction = {
  readonly keys: readonly DemoKey[]
  readonly smtp: string | undefined
  readonly portal: boolean
  /** Of several APIs the operations are only counted, so that all of them fit a screen. */
  readonly alone: boolean
}

function introduction(loaded: Loaded, address: string, { keys, smtp, portal, alone }: Introduction): string {
  const base = address + loaded.project.prefix
  const secured = loaded.reading.contract.security.length > 0
  const call = firstCall(loaded, base, keys[0]?.key)
  const rows = [
    ['Reference', colors.cyan(`${base}/`)],
    ...(secured ? [['Key', keysText(keys)]] : []),
    ...(portal ? [['Portal', colors.cyan(`${base}${PORTAL}`)]] : []),
    ...(showsMail(loaded, smtp, portal) ? [['Mail', colors.cyan(`${base}${MAIL_PAGE}`)]] : []),
    ...(alone || loaded.reading.contract.operations.length === 0 ? [] : [['Answers', answersText(loaded)]]),
    ...(call ? [['Try', call]] : []),
  ]
  const operations =
    loaded.reading.contract.operations.length === 0 ? NONE : alone ? columns(planRows(loaded), '  ') : ''
  return [colors.bold(loaded.reading.page.title), columns(rows, '  '), operations, findingsText(loaded)]
    .filter(Boolean)
    .join('\n')
}

const NONE = colors.dim('  The page describes no operations yet.')

/** `4 operations by handler, 1 by store, 1 channel, 2 HTML pages`: the rows of the plan, counted. */
function answersText(loaded: Loaded): string {
  const actions = Object.groupBy(planOf(loaded).actions, ({ by }) => by)
  const ways = Object.entries(actions).map(([by, { length }], i) =>
    i === 0 ? `${plural(length, 'operation')} by ${by}` : `${length} by ${by}`,
  )
  const channels = loaded.reading.contract.channels.length
  const pages = Object.keys(loaded.behaviour.pages ?? {}).length
  return [
    ...ways,
    ...(channels > 0 ? [plural(channels, 'channel')] : []),
    ...(pages > 0 ? [plural(pages, 'HTML page')] : []),
  ].join(', ')
}

function keysText(keys: readonly DemoKey[]): string {
  const text = keys.map(({ key, admin }) => key + (admin ? ' (administrator)' : '')).join(', ')
  return `${text} ${colors.dim('work in dev only')}`
}

function findingsText(loaded: Loaded): string {
  if (loaded.findings.length === 0) return ''
  const shown = byPlace(loaded.findings)
    .slice(0, LISTED)
    .map((found) => `  ${findingLines(found)}`)
  const more = loaded.findings.length > LISTED ? [colors.dim(`  … ${countOf(loaded.findings)} in all: kittn lint`)] : []
  return [...shown, ...more].join('\n')
}

export function reloadedText(loaded: Loaded): string {
  return `${colors.green('reloaded')} ${loaded.reading.page.title} ${colors.dim(countOf(loaded.findings))}`
}

/** An edit broke the project: what is wrong, and that the last good state goes on. */
export function brokenText(loaded: Loaded, errors: readonly Finding[]): string {
  const lines = errors.map((found) => findingLines(found)).join('\n')
  return `${lines}\n${colors.dim(`${loaded.reading.page.title} goes on as it was before this edit.`)}`
}

/** A command that works at once: the first operation that only reads, called with what the page's samples show, else with a key that is let in. */
function firstCall(loaded: Loaded, base: string, key: string | undefined): string | undefined {
  const operation = loaded.reading.contract.operations.find((one) => one.method === 'GET' && isPlain(one))
  if (operation === undefined) return undefined
  const [requirement = []] = shownBy(operation)
  const parts = Object.fromEntries(partsOf(requirement).map(({ name, examples }) => [name, examples[0] ?? key ?? '']))
  const { headers, query, path } = present(requirement, parts)
  const address = operation.path.replaceAll(/\{([^{}]*)\}/g, (_, name: string) => path[name] ?? '')
  const search = new URLSearchParams(query).toString()
  const shown = Object.entries(headers).map(([name, value]) => `-H '${name}: ${value}'`)
  return ['curl', ...shown, `'${base}${address}${search === '' ? '' : `?${search}`}'`].join(' ')
}

/** No placeholder but one that a credential fills. */
function isPlain({ path, security: [requirement = []] }: Operation): boolean {
  const keys = requirement.flatMap((one) => (one.kind === 'key' && one.in === 'path' ? [one.name] : []))
  return placeholders(path).every((name) => keys.includes(name))
}
