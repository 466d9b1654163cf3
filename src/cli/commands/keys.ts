/** `kittn keys create|list|revoke|roll`: who may call the API. A secret is shown once and kept only as a hash. */
import type { Command } from 'commander'
import colors from 'picocolors'
import type { Credential, Store } from '../../store/index.ts'
import { issue, secretTail, type Issued } from '../../auth/index.ts'
import type { Requirement } from '../../model/security.ts'
import { load } from '../load.ts'
import { withStore } from '../one-store.ts'
import { addDataOptions, type DataOptions } from '../store.ts'
import { columns } from '../terminal.ts'
import { WrongUse } from '../wrong-use.ts'

type Options = DataOptions & { readonly admin?: boolean; readonly name?: string }

export function addKeys(program: Command): void {
  const keys = program.command('keys').description('make, list, revoke and roll keys for the API')
  const sub = (name: string, description: string): Command =>
    addDataOptions(keys.command(name).description(description))
  sub('create', 'make a key and show it, this once')
    .argument('<path>', 'the page or its folder')
    .option('--admin', 'a key for administrators')
    .option('--name <name>', 'whom the key is for', 'unnamed')
    .action((path: string, options: Options) => within(path, options, (opened) => create(opened, options)))
  sub('list', 'list the keys')
    .argument('<path>', 'the page or its folder')
    .action((path: string, options: Options) => within(path, options, list))
  sub('revoke', 'end a key at once')
    .argument('<path>', 'the page or its folder')
    .argument('<id>', 'the id that `kittn keys list` shows')
    .action((path: string, id: string, options: Options) => within(path, options, (opened) => revoke(opened, id)))
  sub('roll', 'replace a key: the new one is shown, the old one ends at once')
    .argument('<path>', 'the page or its folder')
    .argument('<id>', 'the id that `kittn keys list` shows')
    .action((path: string, id: string, options: Options) => within(path, options, (opened) => roll(opened, id)))
}

type Opened = { readonly store: Store; readonly security: readonly Requirement[] }

function within(path: string, options: Options, use: (opened: Opened) => Promise<void>): Promise<void> {
  return withStore(path, { ...options, what: 'keys' }, async (store, project) =>
    use({ store, security: (await load(project)).reading.contract.security }),
  )
}

async function create({ store, security }: Opened, { name = 'unnamed', admin = false }: Options): Promise<void> {
  const issued = issue(security)
  show(issued, await store.credentials.create({ name, admin, ...kept(issued) }))
}

/** The end of the last secret tells credentials apart; what is no secret may be the same word for many. */
function kept({ values, hashes }: Issued): { hashes: readonly string[]; tail: string } {
  const last = values.findLast(({ secret }) => secret) ?? values.at(-1)
  return { hashes, tail: secretTail(last?.value ?? '') }
}

async function list({ store }: Opened): Promise<void> {
  const rows = (await store.credentials.list()).map((one) => [
    one.id,
    `…${one.tail}`,
    one.name,
    one.admin ? 'administrator' : '',
    one.created.slice(0, 10),
    one.revoked === undefined ? '' : `revoked ${one.revoked.slice(0, 10)}`,
  ])
  console.log(
    rows.length === 0
      ? 'no keys yet: kittn keys create PATH'
      : columns([['ID', 'KEY', 'NAME', 'KIND', 'MADE', ''], ...rows]),
  )
}

async function revoke({ store }: Opened, id: string): Promise<void> {
  if (!(await store.credentials.revoke(id)))
    throw new WrongUse(`there is no living key ${id}`, 'kittn keys list shows the ids.')
  console.log(`revoked ${id}`)
}

async function roll({ store, security }: Opened, id: string): Promise<void> {
  const issued = issue(security)
  const rolled = await store.credentials.roll(id, kept(issued))
  if (rolled === undefined) throw new WrongUse(`there is no living key ${id}`, 'kittn keys list shows the ids.')
  show(issued, rolled)
}

/** One secret alone, or a line for each of several values, goes to standard output, so that a script can keep it. */
function show({ values }: Issued, { id, name, admin }: Credential): void {
  console.log(values.length === 1 ? values[0]?.value : columns(values.map((one) => [`${one.name}:`, one.value])))
  console.error(colors.dim(`Key ${id} for ${name}${admin ? ', administrator' : ''}. It is not shown again.`))
}
