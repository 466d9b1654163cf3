/** `kittn outbox list|replay`: the webhooks and mails that the API sent, and those that wait. */
import type { Command } from 'commander'
import colors from 'picocolors'
import { outboxIn, type Entry } from '../../outbox/index.ts'
import type { Store } from '../../store/index.ts'
import { withStore } from '../one-store.ts'
import { addDataOptions, type DataOptions } from '../store.ts'
import { columns, plural } from '../terminal.ts'
import { WrongUse } from '../wrong-use.ts'

type Options = DataOptions & { readonly limit: string; readonly json: boolean }

export function addOutbox(program: Command): void {
  const outbox = program.command('outbox').description('list the webhooks and mails of the API, and send one again')
  const sub = (name: string, description: string): Command =>
    addDataOptions(outbox.command(name).description(description)).argument('<path>', 'the page or its folder')
  sub('list', 'list what was sent and what waits, the newest first')
    .option('--limit <number>', 'how many', '50')
    .option('--json', 'print all there is to say of each, a line of JSON each', false)
    .action((path: string, options: Options) => within(path, options, (store) => list(store, options)))
  sub('replay', 'send one again, as it was')
    .argument('<id>', 'the id that `kittn outbox list` shows')
    .action((path: string, id: string, options: Options) => within(path, options, (store) => replay(store, id)))
}

function within(path: string, options: Options, use: (store: Store) => Promise<void>): Promise<void> {
  return withStore(path, { ...options, what: 'an outbox' }, use)
}

async function list(store: Store, { limit, json }: Options): Promise<void> {
  const entries = await outboxIn(store).list(Number(limit) || 50)
  if (json) return entries.forEach((entry) => console.log(JSON.stringify(withoutSecret(entry))))
  const rows = entries.map((entry) => [
    entry.id,
    entry.created.slice(0, 19),
    entry.state,
    plural(entry.attempts.length, 'try').replace('trys', 'tries'),
    about(entry),
    entry.attempts.at(-1)?.outcome ?? '',
  ])
  const head = ['ID', 'MADE', 'STATE', '', 'WHAT', 'LAST']
  console.log(rows.length === 0 ? 'nothing was sent yet' : columns([head, ...rows]))
}

function about({ letter }: Entry): string {
  return letter.kind === 'webhook' ? `${letter.event} → ${letter.url}` : `mail → ${[letter.to].flat().join(', ')}`
}

/** What signs a webhook is the receiver's business. */
function withoutSecret({ letter, ...entry }: Entry): object {
  if (letter.kind === 'mail') return { ...entry, letter }
  const { secret, ...shown } = letter
  return { ...entry, letter: { ...shown, signed: secret !== undefined } }
}

async function replay(store: Store, id: string): Promise<void> {
  const fresh = await outboxIn(store).replay(id)
  if (fresh === undefined) throw new WrongUse(`there is no letter ${id}`, 'kittn outbox list shows the ids.')
  console.log(fresh)
  console.error(colors.dim('It goes out as soon as the API runs.'))
}
