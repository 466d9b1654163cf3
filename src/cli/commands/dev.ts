/** `kittn dev [PATH]`: site and API with live reload. */
import type { Command } from 'commander'
import type { Finding } from '../../finding.ts'
import { types } from '../../outputs/index.ts'
import { createServer, type ServedApi, type Trouble } from '../../serve/index.ts'
import type { FileStore, Store } from '../../store/index.ts'
import { pageOf, serveable } from '../compose.ts'
import { demoKeys } from '../demo-keys.ts'
import { eventStream, type EventStream } from '../events.ts'
import { aboutOf, homeFiles } from '../home.ts'
import { keepLive, type Live } from '../live.ts'
import { listenAt, portOf } from '../listen.ts'
import { mailServer } from '../mail-server.ts'
import { MAIL_PAGE } from '../mail-page.ts'
import { load, type Loaded } from '../load.ts'
import { migrated, unmigrated } from '../migrated.ts'
import { newsRoutes, type PageAt } from '../news.ts'
import { hasPortal, noPortal, portalOf } from '../portal.ts'
import { projectsAt, type Project } from '../project.ts'
import { brokenText, greeting, reloadedText } from '../report.ts'
import { stopOnSignal } from '../signals.ts'
import { resets } from '../reset.ts'
import { fileStoreOf, forget, storeOf } from '../store.ts'
import { chaosOf, latencyOf } from '../trouble.ts'
import { writeFiles } from '../write.ts'

type Options = {
  readonly port: number
  readonly host: string
  readonly data?: string
  readonly log: boolean
  readonly smtp?: string
  readonly fresh: boolean
  readonly portal: boolean
} & Trouble

export function addDev(program: Command): void {
  program
    .command('dev')
    .description('serve the site and the API with live reload')
    .argument('[path]', 'a page, a Slate folder or a folder of APIs', '.')
    .option('-p, --port <number>', 'the port to listen on; 0 takes a free one', portOf, 4567)
    .option('--host <address>', 'the address to listen on', '127.0.0.1')
    .option('--data <dir>', 'where the data is (default: .kittn beside the page)')
    .addOption(mailServer())
    .addOption(noPortal())
    .option('--fresh', 'begin with the data of the page and api.ts, and forget what was kept', false)
    .option('--latency <time>', 'answer late: 200ms, 1.5s, 100-500ms', latencyOf)
    .option('--chaos <share>', 'answer some requests with an error of the page: 5%', chaosOf)
    .option('--log', 'print a line of JSON for each request', false)
    .addHelpText('after', REQUESTS)
    .action(dev)
}

const REQUESTS = `
Requests that only dev knows:
  Kittn-Trouble: 503   a header that asks for this error of the page
  POST /-/reset        below an API: puts its data back
`

/** An API as `dev` holds it: its last good state and the store that outlives reloads. */
type Running = {
  readonly project: Project
  readonly fileStore: FileStore | undefined
  store: Store
  loaded: Loaded
  /** When its first reading began, in milliseconds since 1970. */
  readonly began: number
}

async function dev(path: string, options: Options): Promise<void> {
  const running = await Promise.all(projectsAt(path).map((project) => start(project, options)))
  const events = eventStream()
  const prefixes = running.map(({ project }) => project.prefix)
  const reset = async (prefix: string): Promise<void> => {
    const one = running.find(({ project }) => project.prefix === prefix)
    if (one !== undefined) await renew(one, options, () => server.swap(served()))
  }
  const pageAt: PageAt = (prefix, path) => {
    const one = running.find(({ project }) => project.prefix === prefix)
    return one && pageOf(one.loaded, path)
  }
  const server = await createServer([], {
    log: options.log,
    out: process.stdout,
    home: homeFiles(
      path,
      running.map((one) => aboutOf(one.loaded)),
    ),
    extra: new Map([...events.routes(prefixes), ...newsRoutes(prefixes, pageAt), ...resets(prefixes, reset)]),
  })
  // The site shows the address, so the port comes first.
  const address = await listenAt(server.listen, options.port, options.host)
  const served = (): ServedApi[] =>
    running.map(({ loaded, store, fileStore }) =>
      serveable(loaded, store, {
        dev: true,
        fileStore,
        origin: address,
        demo: demoKeys(loaded),
        delivery: { smtp: options.smtp, inside: true },
        trouble: options,
        portal: hasPortal(loaded, options)
          ? portalOf(loaded, options.smtp === undefined ? { mailPage: MAIL_PAGE } : {})
          : undefined,
      }),
    )
  await migrated(server.swap(served()))
  const watchers = running.map((one) => follow(one, events, () => server.swap(served())))
  console.log(
    greeting(
      running.map((one) => one.loaded),
      address,
      { keys: demoKeys, smtp: options.smtp, portal: options.portal },
    ),
  )
  stopOnSignal(async () => {
    for (const watcher of watchers) watcher.close()
    events.close()
    await server.close()
    await Promise.all(running.map(({ store }) => store.close()))
  })
}

/** The old data goes on until the new is there. */
async function renew(one: Running, options: Options, swap: () => Promise<void>): Promise<void> {
  const before = one.store
  forget(one.project, options.data)
  await one.fileStore?.reset()
  one.store = await storeOf(one.project, options)
  await swap()
  await before.close()
}

async function start(project: Project, options: Options): Promise<Running> {
  const began = Date.now()
  const loaded = await load(project)
  writeTypes(loaded)
  if (options.fresh) forget(project, options.data)
  const fileStore = await fileStoreOf(project, options)
  return { project, fileStore, store: await storeOf(project, options), loaded, began }
}

function follow(one: Running, events: EventStream, swap: () => Promise<void>): Live {
  const { prefix } = one.project
  const onBroken = (errors: readonly Finding[]): void => {
    const [first] = errors
    if (first === undefined) return
    const place = `${first.span.file}:${first.span.line}:${first.span.column}`
    events.send(prefix, { type: 'error', message: `${first.message} ${first.cure}`, place })
    console.log(brokenText(one.loaded, errors))
  }
  return keepLive(one.loaded, one.began, {
    async onGood(loaded) {
      const before = one.loaded
      one.loaded = loaded
      writeTypes(loaded)
      try {
        await swap()
      } catch (error) {
        one.loaded = before
        return onBroken([unmigrated(error)])
      }
      events.send(prefix, { type: 'reload' })
      console.log(reloadedText(loaded))
    },
    onBroken,
  })
}

/** Handlers stay typed from the page while both are written. Only where there are handlers. */
function writeTypes(loaded: Loaded): void {
  if (Object.keys(loaded.behaviour).length > 0)
    writeFiles(loaded.project.home, types.run(loaded.reading, { dev: true }))
}
