/** Connections that are open: one for each instance, as long as it is used. */
import { join } from 'node:path'
import type { Hub, Hubs, Settings } from '../catalogue/element.ts'
import { elementOf } from '../catalogue/elements.ts'
import type { Tables } from '../accounts/tables.ts'
import { allFolders } from './folders.ts'
import { unsealed } from './settings.ts'

/** How many connections stay open; who was not used the longest goes. */
const MOST = 100

type Connection = Hubs[Hub]
const open = new Map<string, Promise<Connection>>()

/** Makes a connection. */
export function connect(element: string, organization: number, settings: Settings): Promise<Connection> {
  return elementOf(element).open(settings, { folders: join(allFolders(), String(organization)) })
}

/** The connection of an instance; another one when its configuration has changed. */
export function connection(instance: Tables['instances']): Promise<Connection> {
  const { id, element, organization, configuration } = instance
  const key = `${id} ${configuration} ${allFolders()}`
  const made = open.get(key) ?? connect(element, organization, unsealed(instance))
  open.delete(key)
  open.set(key, made)
  made.catch(() => open.delete(key))
  if (open.size > MOST) close([...open.keys()][0] ?? '')
  return made
}

/** Lets go of what an instance holds. */
export function disconnect(id: number): void {
  for (const key of [...open.keys()].filter((one) => one.startsWith(`${id} `))) close(key)
}

function close(key: string): void {
  const made = open.get(key)
  open.delete(key)
  void made?.then((one) => ('close' in one ? one.close?.() : undefined)).catch(() => undefined)
}
