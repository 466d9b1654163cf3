/** Puts one API below its prefix: its operations, and for every other address its site, 405 or 404. */
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import type { Contract } from '../model/contract.ts'
import type { Store } from '../store/index.ts'
import { addOperations } from './addresses.ts'
import { authoriser, type DemoKey } from './authorise.ts'
import type { AnyBehaviour } from './behaviour.ts'
import { collectionsOf } from './collections.ts'
import { dataOf } from './data.ts'
import { greet } from './context.ts'
import { elsewhere } from './elsewhere.ts'
import { errorHandler } from './errors.ts'
import { absence } from './gone.ts'
import { addPages } from './html/index.ts'
import { identifier } from './identify.ts'
import { redactor } from './log.ts'
import { wire, type Api } from './operation.ts'
import { plan } from './plan.ts'
import { problems, type Problems } from './problem.ts'
import { allowedMethods } from './routes.ts'
import { seed } from './seed.ts'
import type { AnyServices } from './services.ts'
import type { Site } from './site.ts'

/** An API with everything that it is served from. */
export type ServedApi = {
  readonly name: string
  /** `''` for the root, else with a slash before and none behind: `/kittn`. */
  readonly prefix: string
  readonly contract: Contract
  readonly behaviour: AnyBehaviour
  readonly store: Store
  readonly files: Site
  readonly demo: readonly DemoKey[]
}

/** Mounts the API and fills its collections; returns how it words problems. */
export async function mountApi(
  app: FastifyInstance,
  served: ServedApi,
  options: { readonly logger: FastifyBaseLogger },
): Promise<Problems> {
  const { contract, behaviour, store, prefix } = served
  const { actions, resources } = plan(contract, behaviour)
  const absent = absence(contract)
  const collections = collectionsOf(contract, resources, { store, absent })
  const data = await dataOf(store, collections, behaviour.migrations)
  await seed(store, contract, { resources, behaviour })
  const services: AnyServices = { ...data, log: options.logger }
  const keys = authoriser(served)
  const api: Api = {
    contract,
    security: contract.security,
    store,
    services,
    absent,
    authorise:
      behaviour.authenticate === undefined
        ? keys
        : identifier(behaviour.authenticate, { security: contract.security, services, keys }),
    refusal: refusal(contract),
    log: options.logger,
  }
  const pages = {
    pages: behaviour.pages ?? {},
    title: contract.title,
    prefix,
    services,
    authorise: api.authorise,
    log: options.logger,
  }
  const words = problems(contract)
  const redacted = redactor(contract.security)
  await app.register(
    async (inner) => {
      inner.addHook('onRequest', (request, reply, done) => {
        request.redacted = redacted
        greet(request, reply)
        done()
      })
      inner.setErrorHandler(errorHandler(words, options.logger))
      inner.setNotFoundHandler(elsewhere(served, allowedMethods(contract)))
      const wired = actions.map((action) => ({ action, ...wire(action, api) }))
      addOperations(inner, wired, served)
      addPages(inner, pages)
    },
    { prefix },
  )
  return words
}

/** Well-formed requests that are not what the page describes: 422 where the page says so, else 400. */
function refusal({ errors }: Contract): { readonly status: number } {
  return { status: errors.codes.some(({ status }) => status === 422) ? 422 : 400 }
}
