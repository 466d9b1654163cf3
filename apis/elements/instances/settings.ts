/** What an instance is configured with: checked against the catalogue, sealed in the tables, masked for callers. */
import { fail } from 'kittn'
import type { Tables } from '../accounts/tables.ts'
import { seal, unseal } from '../accounts/secrets.ts'
import type { Element, Settings } from '../catalogue/element.ts'
import { elementOf } from '../catalogue/elements.ts'

const MASK = '********'

/** All settings of an element, from what a caller gives and what was there before. Fails with 400, naming what is wrong. */
export function settingsOf({ configuration, key }: Element, given: object, before: Settings = {}): Settings {
  const values = new Map<string, unknown>(Object.entries(given).filter(([, value]) => value !== MASK))
  const unknown = [...values.keys()].find((name) => !configuration.some((setting) => setting.key === name))
  if (unknown !== undefined) fail(400, `${key} has no configuration ${unknown}.`, { parameter: 'configuration' })
  const all = configuration.map((setting) => {
    const value = values.get(setting.key) ?? before[setting.key] ?? setting.usual
    return [setting.key, value === undefined || value === null ? undefined : String(value)] as const
  })
  const missing = all.filter(([, value]) => value === undefined).map(([name]) => name)
  if (missing.length > 0) fail(400, `${key} needs ${missing.join(', ')}.`, { parameter: 'configuration' })
  return Object.fromEntries(all.map(([name, value]) => [name, value ?? '']))
}

/** As they are kept. `token` is the hash of the instance's token: sealed secrets belong to it. */
export function sealed(element: Element, settings: Settings, token: string): string {
  const kept = Object.entries(settings).map(([name, value]) => [
    name,
    isSecret(element, name) && value !== '' ? seal(value, `${token} ${name}`) : value,
  ])
  return JSON.stringify(Object.fromEntries(kept))
}

export function unsealed(instance: Tables['instances']): Settings {
  const element = elementOf(instance.element)
  const open = ([name, value]: [string, string]): [string, string] => [
    name,
    isSecret(element, name) && value !== '' ? unseal(value, `${instance.token} ${name}`) : value,
  ]
  return Object.fromEntries(Object.entries(keptOf(instance)).map(open))
}

/** As callers see them. */
export function masked(instance: Tables['instances']): Settings {
  const element = elementOf(instance.element)
  const shown = Object.entries(keptOf(instance)).map(([name, value]) => [name, isSecret(element, name) ? MASK : value])
  return Object.fromEntries(shown)
}

function keptOf({ configuration }: Tables['instances']): Record<string, string> {
  // Only `sealed` writes it.
  return JSON.parse(configuration) as Record<string, string>
}

function isSecret({ configuration }: Element, name: string): boolean {
  return configuration.some((setting) => setting.key === name && setting.type === 'PASSWORD')
}
