/** The connection that a caller's Element token stands for. */
import { fail } from 'kittn'
import type { Tables } from '../accounts/tables.ts'
import { who } from '../accounts/who.ts'
import type { Asked } from '../api-type.ts'
import type { Hub, Hubs } from '../catalogue/element.ts'
import { elementOf } from '../catalogue/elements.ts'
import { connection } from '../instances/open.ts'

/** Fails with 404 where the instance belongs to another hub: its element has no such resource. */
export async function connectionTo<H extends Hub>(hub: H, asked: Pick<Asked, 'caller'>): Promise<Hubs[H]> {
  const instance = instanceFor(asked)
  const element = elementOf(instance.element)
  if (element.hub !== hub) fail(404, `The element ${element.key} belongs to the hub ${element.hub}.`)
  // The catalogue's type says that a connection is that of its element's hub.
  return (await connection(instance)) as Hubs[H]
}

/** The instance that answers. */
export function instanceFor(asked: Pick<Asked, 'caller'>): Tables['instances'] {
  return who(asked).instance ?? fail(401)
}

/** What a ping tells: the hub of the instance answers, whichever was named. */
export async function pong(asked: Pick<Asked, 'caller'>): Promise<{ dateTime: string; endpoint: string }> {
  const instance = instanceFor(asked)
  await (await connection(instance)).ping()
  return { dateTime: new Date().toISOString(), endpoint: instance.element }
}
