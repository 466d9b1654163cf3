/** `kittn keys`: who may call the API, and on what terms. A secret is shown once and kept only as a hash. */
import type { Command } from 'commander'
import type { Rate } from '../../cluster/index.ts'
import { termsOf, type Store, type Terms } from '../../store/index.ts'
import { shownKey, tableOf } from '../keys.ts'
import { portalOwners, type Owner } from '../../portal/index.ts'
import { rateOf } from '../listen.ts'
import { understand } from '../load.ts'
import { withStore } from '../one-store.ts'
import type { Project } from '../project.ts'
import { keyMaker, type KeyMaker } from '../../serve/index.ts'
import { addDataOptions, type DataOptions } from '../store.ts'
import { WrongUse } from '../wrong-use.ts'

type Options = DataOptions & {
  readonly admin?: boolean
  readonly name?: string
  readonly readOnly?: boolean
  readonly scope?: readonly string[]
  readonly limit?: readonly Rate[]
  readonly grace?: number
  readonly off?: boolean
  readonly json?: boolean
}

export function addKeys(program: Command): void {
  const keys = program.command('keys').description('make, list, limit, suspend, roll and revoke keys for the API')
  const sub = (name: string, description: string): Command =>
    addDataOptions(keys.command(name).description(description).argument('<path>', 'the page or its folder'))
  const one = (name: string, description: string): Command =>
    sub(name, description).argument('<id>', 'the id that `kittn keys list` shows')
  const whose = (name: string, description: string): Command =>
    sub(name, description).argument('<id>', 'the id that `kittn keys list` shows, or the mail address of a developer')
  sub('create', 'make a key and show it, this once')
    .option('--admin', 'a key for administrators')
    .option('--name <name>', 'whom the key is for', 'unnamed')
    .option('--read-only', 'only for operations that change nothing')
    .option('--scope <name>', 'a scope of the page that it has; may be given more than once', also)
    .option('--limit <rate>', 'how often it may call: 100/minute; may be given more than once', rateOf)
    .action((path: string, options: Options) => within(path, options, create))
  sub('list', 'list the keys')
    .option('--json', 'print all there is to say of each, a line of JSON each')
    .action((path: string, options: Options) => within(path, options, list))
  one('limit', 'say how often a key may call, in place of the limits of the page')
    .argument('[rate...]', '100/minute; without any, what the page says')
    .action((path: string, id: string, rates: readonly string[], options: Options) =>
      within(path, options, ({ store }) => limit(store, id, rates)),
    )
  whose('suspend', 'let a key, or all keys of a developer, do nothing until they are resumed').action(
    (path: string, who: string, options: Options) =>
      within(path, options, ({ store }) => suspendAll(store, who, new Date().toISOString())),
  )
  whose('resume', 'end the suspension of a key, or of all of a developer').action(
    (path: string, who: string, options: Options) => within(path, options, ({ store }) => suspendAll(store, who)),
  )
  one('admin', 'make a key one for administrators')
    .option('--off', 'make it an ordinary one')
    .action((path: string, id: string, options: Options) =>
      within(path, options, ({ store }) => admin(store, id, options.off !== true)),
    )
  one('revoke', 'end a key at once').action((path: string, id: string, options: Options) =>
    within(path, options, ({ store }) => revoke(store, id)),
  )
  one('roll', 'replace the secrets of a key: the new ones are shown, the old ones end')
    .option('--grace <hours>', 'how long the old ones still count', Number, 0)
    .action((path: string, id: string, options: Options) => within(path, options, (opened) => roll(opened, id)))
}

function also(scope: string, before: readonly string[] = []): readonly string[] {
  return [...before, scope]
}

type Opened = { readonly store: Store; readonly options: Options; readonly maker: () => Promise<KeyMaker> }

function within(path: string, options: Options, use: (opened: Opened) => Promise<void>): Promise<void> {
  return withStore(path, { ...options, what: 'keys' }, async (store, project) =>
    use({ store, options, maker: () => makerOf(store, project) }),
  )
}

async function makerOf(store: Store, project: Project): Promise<KeyMaker> {
  const { reading, behaviour } = await understand(project)
  return keyMaker(store, reading.contract, behaviour)
}

async function create({ options, maker }: Opened): Promise<void> {
  const { name = 'unnamed', admin: isAdmin = false, readOnly, scope, limit: rates } = options
  const terms: Terms = {
    ...(readOnly === undefined ? {} : { readOnly }),
    ...(scope === undefined ? {} : { scopes: scope }),
    ...(rates === undefined ? {} : { rates }),
  }
  const about = { name, admin: isAdmin, ...(Object.keys(terms).length === 0 ? {} : { terms }) }
  const { issued, credential } = await (await maker()).create(about)
  shownKey(issued, credential)
}

async function list({ store, options }: Opened): Promise<void> {
  const all = await store.credentials.list()
  if (options.json === true) return all.forEach((one) => console.log(JSON.stringify(one)))
  const some = all.some(({ application }) => application !== undefined)
  const owners = some ? await portalOwners(store) : new Map<string, Owner>()
  console.log(all.length === 0 ? 'no keys yet: kittn keys create PATH' : tableOf(all, owners))
}

async function limit(store: Store, id: string, given: readonly string[]): Promise<void> {
  const rates = given.reduce<readonly Rate[]>((before, text) => rateOf(text, before), [])
  await change(store, id, { rates: rates.length === 0 ? undefined : rates })
  console.log(rates.length === 0 ? `${id} has the limits of the page` : `${id} may call ${given.join(' and ')}`)
}

async function suspendAll(store: Store, who: string, since?: string): Promise<void> {
  if (!who.includes('@')) return suspend(store, who, since)
  const owners = await portalOwners(store)
  const isTheirs = (id: string | undefined): boolean => id !== undefined && owners.get(id)?.email === who.toLowerCase()
  const theirs = (await store.credentials.list()).filter(
    (one) => isTheirs(one.application) && one.revoked === undefined,
  )
  if (theirs.length === 0) throw new WrongUse(`${who} has no living key`, 'kittn keys list shows who has some.')
  for (const { id } of theirs) await suspend(store, id, since)
}

async function suspend(store: Store, id: string, since?: string): Promise<void> {
  await change(store, id, { suspended: since })
  console.log(since === undefined ? `resumed ${id}` : `suspended ${id}`)
}

async function admin(store: Store, id: string, on: boolean): Promise<void> {
  found(await store.credentials.change(id, { admin: on }))
  console.log(`${id} is ${on ? 'an administrator' : 'an ordinary key'}`)
}

/** Terms are changed as a whole, so nobody may come between. */
async function change(
  store: Store,
  id: string,
  some: { readonly [T in keyof Terms]: Terms[T] | undefined },
): Promise<void> {
  await store.transaction(async () => {
    const one = found((await store.credentials.list()).find((each) => each.id === id))
    found(await store.credentials.change(id, { terms: withoutMissing({ ...termsOf(one), ...some }) }))
  })
}

function withoutMissing(terms: { readonly [T in keyof Terms]: Terms[T] | undefined }): Terms {
  return Object.fromEntries(Object.entries(terms).filter(([, value]) => value !== undefined))
}

function found<T>(one: T | undefined): T {
  if (one === undefined) throw new WrongUse('there is no living key of this id', 'kittn keys list shows the ids.')
  return one
}

async function revoke(store: Store, id: string): Promise<void> {
  if (!(await store.credentials.revoke(id)))
    throw new WrongUse(`there is no living key ${id}`, 'kittn keys list shows the ids.')
  console.log(`revoked ${id}`)
}

async function roll({ options, maker }: Opened, id: string): Promise<void> {
  const { grace = 0 } = options
  if (!(grace >= 0)) throw new WrongUse('--grace is a number of hours', 'Leave it out to end the old secrets at once.')
  const { issued, credential } = found(await (await maker()).roll(id, grace * 3600))
  shownKey(issued, credential)
}
