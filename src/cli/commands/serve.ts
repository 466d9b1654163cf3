/** `kittn serve [PATH]`: the production server; no reload, no demo keys. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import { Option, type Command } from 'commander'
import type { FindingCode } from '../../finding.ts'
import type { Rate } from '../../cluster/index.ts'
import { uploadsOf } from '../../model/uploads.ts'
import { createServer, type Plugin, type ServedApi } from '../../serve/index.ts'
import { serveable } from '../compose.ts'
import { giveBack } from '../give-back.ts'
import { aboutOf, homeFiles } from '../home.ts'
import { mailServer } from '../mail-server.ts'
import { addressOf, listenAt, portOf, rateOf, timeoutOf } from '../listen.ts'
import { load, type Loaded } from '../load.ts'
import { planOf } from '../planned.ts'
import { migrated } from '../migrated.ts'
import { hasPortal, noPortal, portalOf } from '../portal.ts'
import { projectsAt } from '../project.ts'
import { clusterOf, redisOption } from '../shared.ts'
import { stopOnSignal } from '../signals.ts'
import { addDataOptions, fileStoreOf, storeOf, type DataOptions } from '../store.ts'
import { findingLines } from '../terminal.ts'
import { isWorker, sayServing, sharesPort, speaks, startWorkers, workersOf } from '../workers.ts'
import { WrongUse } from '../wrong-use.ts'

type Options = DataOptions & {
  readonly port: number
  readonly host: string
  readonly address?: string
  readonly limit?: readonly Rate[]
  readonly timeout: number
  readonly trustProxy: boolean
  readonly strict: boolean
  readonly log: boolean
  readonly smtp?: string
  readonly portal: boolean
  readonly allowPrivateWebhooks: boolean
  readonly redis?: string
  readonly workers: number
}

export function addServe(program: Command): void {
  const command = program
    .command('serve')
    .description('serve the site and the API in production: no reload, and only keys from `kittn keys`')
    .argument('[path]', 'a page, a Slate folder or a folder of APIs', '.')
    .option('-p, --port <number>', 'the port to listen on; 0 takes a free one', portOf, 4567)
    .option('--host <address>', 'the address to listen on', '0.0.0.0')
    .option('--address <url>', 'where the world sees the server; samples on the page then call it there', addressOf)
    .option('--limit <rate>', 'how often each caller may call: 100/minute; may be given more than once', rateOf)
    .addOption(
      new Option('--timeout <time>', 'how long a handler may take before its caller gets 503: 500ms, 30s')
        .argParser(timeoutOf)
        .default(30_000, '30s'),
    )
    .option('--trust-proxy', 'believe X-Forwarded-For, behind a proxy past which nobody comes', false)
    .option('--strict', 'refuse to start while an operation is answered only by its example', false)
    .addOption(mailServer())
    .addOption(noPortal())
    .option('--allow-private-webhooks', "let webhooks call addresses inside the operator's network", false)
    .option('--no-log', 'do not print a line of JSON for each request')
    .addOption(redisOption())
    .option('--workers <number>', 'how many processes serve', workersOf, 1)
    .action(serve)
  addDataOptions(command)
}

async function serve(path: string, options: Options): Promise<void> {
  if (options.workers > 1 && !isWorker) return startWorkers(options.workers, options.port, options.host)
  const loaded = await Promise.all(projectsAt(path).map((project) => load(project)))
  for (const one of loaded) refuse(one, options)
  const stores = await Promise.all(loaded.map((one) => storeOf(one.project, options)))
  const fileStores = await Promise.all(loaded.map((one) => fileStoreOf(one.project, options)))
  const apis = loaded.map((one, i) =>
    serveable(one, stores[i]!, {
      dev: false,
      portal: portalAt(one, options),
      demo: [],
      fileStore: fileStores[i],
      timeout: options.timeout,
      delivery: { smtp: options.smtp, inside: options.allowPrivateWebhooks },
      ...(options.limit === undefined ? {} : { limits: options.limit }),
      ...(options.address === undefined ? {} : { origin: options.address }),
    }),
  )
  const cluster = await clusterOf(options.redis)
  const settings = {
    log: options.log,
    out: process.stdout,
    home: homeFiles(path, loaded.map(aboutOf)),
    cluster,
    trustProxy: options.trustProxy,
  }
  const server = await migrated(createServer(apis, settings))
  const address = await listenAt((port, host) => server.listen(port, host, sharesPort), options.port, options.host)
  sayServing()
  void makeSites(apis).catch(tellOfSite).finally(giveBack)
  if (speaks) tellOfPortal(loaded, options)
  if (speaks) console.error(`kittn: ${apis.map((api) => api.name).join(', ')} at ${address}`)
  stopOnSignal(async () => {
    await server.close()
    await Promise.all([...stores.map((store) => store.close()), cluster.close()])
  })
}

/** The sites are made when the APIs answer already, a file in a turn of the event loop; whoever comes sooner has theirs made at once. */
async function makeSites(apis: readonly ServedApi[]): Promise<void> {
  for (const { files } of apis)
    for (const path of files.keys()) {
      await nextTurn()
      files.get(path)
    }
}

/** The APIs go on; whoever asks for the file hears of it again. */
function tellOfSite(error: unknown): void {
  console.error('kittn: a file of the site cannot be made:', error)
}

/** A portal sends mail with links in it, so there is none before both are known. */
function portalAt(loaded: Loaded, options: Options): Plugin | undefined {
  const { smtp, address } = options
  if (smtp === undefined || address === undefined || !hasPortal(loaded, options)) return undefined
  return portalOf(loaded, { address: address + loaded.project.prefix })
}

function tellOfPortal(all: readonly Loaded[], options: Options): void {
  if (all.some((one) => hasPortal(one, options)) && all.every((one) => portalAt(one, options) === undefined))
    console.error('kittn: nobody can sign up for a key: a portal needs --smtp URL and --address URL (or --no-portal)')
}

/** Findings with which nothing is served: half of the answers would be other ones than the author wrote. */
const REFUSED: readonly FindingCode[] = [
  'api-broken',
  'handler-unknown',
  'seed-unknown',
  'channel-unknown',
  'html-page-address',
  'page-missing',
]

/** A broken api.ts must not start with half of its answers, nor `--strict` with examples. */
function refuse(loaded: Loaded, options: Options): void {
  const broken = loaded.findings.find(({ code }) => REFUSED.includes(code))
  if (broken) throw new WrongUse(findingLines(broken, `${loaded.project.home}/`), 'The server did not start.')
  if (loaded.behaviour.mail !== undefined && options.smtp === undefined)
    throw new WrongUse(
      `${loaded.project.name} sends mail, and there is no mail server`,
      'Name one: --smtp smtps://USER:PASSWORD@mail.example.com, or SMTP_URL in the environment.',
    )
  const upload = loaded.reading.contract.operations.find((operation) => uploadsOf(operation) !== undefined)
  if (upload !== undefined && options.database !== undefined && options.files === undefined)
    throw new WrongUse(
      `${upload.key} takes files, and there is no folder for them`,
      'Name one that all processes share: --files DIR.',
    )
  const examples = planOf(loaded)
    .actions.filter((action) => action.by === 'example')
    .map((action) => action.operation.key)
  if (options.strict && examples.length > 0)
    throw new WrongUse(
      `answered only by example: ${examples.join(', ')}`,
      'Write handlers for them in api.ts, or start without --strict.',
    )
}
