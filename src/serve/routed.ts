/** The operations of an API at all their addresses: those of the page, then those that api.ts adds. */
import type { Contract, Method } from '../model/contract.ts'
import { placeholders } from '../model/names.ts'
import type { AnyBehaviour } from './behaviour.ts'
import type { Route, Wired } from './operation.ts'
import { Router } from './router.ts'
import { basesOf, pathsOf } from './routes.ts'

type Place = { readonly method: Method; readonly address: string; readonly route: Route }

/** What the page describes goes first, whatever api.ts adds; `HEAD` comes with `GET` unless the page describes it itself. */
export function routed(wired: readonly Wired[], contract: Contract, { alsoAt }: AnyBehaviour): Router<Route> {
  const bases = basesOf(contract)
  const own = wired.flatMap((one) => placesOf(one, pathsOf(one.action.operation, bases)))
  const more = wired.flatMap((one) => placesOf(one, alsoAt?.(one.action.operation.path) ?? []))
  const router = new Router<Route>()
  for (const places of [own, more]) {
    for (const { method, address, route } of places) router.add(method, address, route)
    for (const { method, address, route } of places) if (method === 'GET') router.add('HEAD', address, route)
  }
  return router
}

function placesOf(one: Wired, addresses: readonly string[]): Place[] {
  const { method, path } = one.action.operation
  return addresses.map((address) => ({ method, address, route: at(address, path, one) }))
}

/** What answers at a path, at another address: placeholders go by their names. */
function at(address: string, path: string, route: Route): Route {
  const [there, here] = [placeholders(address), placeholders(path)]
  if (there.join() === here.join()) return route
  const { handle, meter } = route
  return {
    meter,
    handle: (asked, values) =>
      handle(
        asked,
        here.map((name) => values[there.indexOf(name)] ?? ''),
      ),
  }
}
