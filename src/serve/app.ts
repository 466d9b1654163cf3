/** Builds the Fastify app for a set of APIs: each below its prefix, with its own errors, keys and site. No sockets. */
import fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify'
import { mountApi, type ServedApi } from './mount.ts'
import { decorate, greet, queryOf, requestId } from './context.ts'
import { requestLog } from './log.ts'
import { errorHandler, sendProblem } from './errors.ts'
import { Failure } from './fail.ts'
import { standard, type Problems } from './problem.ts'
import { fileAt, sendFile, type Site } from './site.ts'

export type AppOptions = {
  readonly logger: FastifyBaseLogger
  /** Whether each request is logged. */
  readonly log: boolean
  /** Files at the root, where no API is. */
  readonly home: Site
  /** Adds routes of its own: the event stream of `dev`. */
  readonly extra: (app: FastifyInstance) => void
}

/** The largest body that is read, in bytes. */
export const BODY_LIMIT: number = 1024 * 1024

/** Makes the app, fills what has to be filled, and is ready to answer when it resolves. */
export async function buildApp(apis: readonly ServedApi[], options: AppOptions): Promise<FastifyInstance> {
  const mounted = new Map<string, Problems>()
  const app = fastify({
    // Fastify's own lines would be two a request; `logger` gets one, and what goes wrong (log.ts).
    logger: false,
    genReqId: (request) => requestId(request as Parameters<typeof requestId>[0]),
    bodyLimit: BODY_LIMIT,
    ajv: { customOptions: { coerceTypes: false, useDefaults: false, removeAdditional: false } },
    routerOptions: { querystringParser: queryOf, ignoreTrailingSlash: true, maxParamLength: 2000 },
    frameworkErrors: (error, request, reply) => {
      greet(request, reply)
      const prefix = apis.map((api) => api.prefix).find((one) => request.url.startsWith(`${one}/`)) ?? ''
      errorHandler(mounted.get(prefix) ?? standard, options.logger)(error, request, reply)
    },
  })
  prepare(app, options)
  for (const api of apis) mounted.set(api.prefix, await mountApi(app, api, options))
  if (!apis.some((api) => api.prefix === '')) mountRoot(app, options.home)
  options.extra(app)
  await app.ready()
  return app
}

/** Bodies stay bytes until an operation knows what to make of them. */
function prepare(app: FastifyInstance, { log, logger }: AppOptions): void {
  decorate(app)
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  app.setErrorHandler(errorHandler(standard, logger))
  if (log) app.addHook('onSend', requestLog(logger))
}

/** The root of a folder of APIs: its home page, and 404 for what lies below no API. */
function mountRoot(app: FastifyInstance, home: Site): void {
  app.setNotFoundHandler(async (request, reply) => {
    greet(request, reply)
    const file = fileAt(home, request.url.split('?')[0] ?? '/')
    if (file !== undefined && (request.method === 'GET' || request.method === 'HEAD'))
      return sendFile(file, request, reply)
    return sendProblem(new Failure(404), { problems: standard, request, reply })
  })
}
