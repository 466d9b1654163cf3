/** Where the files of records are shown. */
import type { FileStore } from '../store/index.ts'
import { contentOf, file } from './file.ts'
import { Meter } from './meter.ts'
import type { Route } from './operation.ts'
import { FILES } from './resource/index.ts'
import type { Router } from './router.ts'
import { sendContent } from './send-file.ts'

/** Adds the route. What is kept never changes, so callers may keep it too. */
export function addFiles(router: Router<Route>, api: string, store: FileStore): Route {
  const key = `${FILES}/{id}`
  const meter = new Meter({ api, operation: `GET ${key}` })
  const options = { headers: { 'cache-control': 'private, max-age=31536000, immutable' } }
  const route: Route = {
    meter,
    async handle(exchange, [id = '']) {
      exchange.meter = meter
      await sendContent(exchange, await contentOf(file(id, options), store), 'store')
    },
  }
  for (const method of ['GET', 'HEAD']) router.add(method, key, route)
  return route
}
