/** What api.ts says of things that the page does not have, as findings. */
import { finding, type Finding, type Span } from '../finding.ts'
import type { Contract } from '../model/contract.ts'
import { withIds } from '../model/ids.ts'
import { resources } from '../model/resources.ts'
import type { AnyBehaviour } from './behaviour.ts'

/** All of it; nothing is served from an api.ts with such findings. */
export function beyond(contract: Contract, behaviour: AnyBehaviour): Finding[] {
  return [
    ...unknownHandlers(contract, behaviour),
    ...unknownSeeds(contract, behaviour),
    ...unknownChannels(contract, behaviour),
    ...takenPages(contract, behaviour),
  ]
}

const API: Span = { file: 'api.ts', line: 1, column: 1, endLine: 1 }

function unknownHandlers({ operations }: Contract, behaviour: AnyBehaviour): Finding[] {
  const known = new Set(operations.map(({ key }) => key))
  return Object.keys(behaviour.operations ?? {})
    .filter((key) => !known.has(key))
    .map((key) => finding('handler-unknown', API, `api.ts answers \`${key}\`, which the page does not describe.`))
}

function unknownSeeds(contract: Contract, behaviour: AnyBehaviour): Finding[] {
  if (behaviour.seed === undefined) return []
  const names = resources(withIds(contract)).map(({ name }) => name)
  return Object.keys(behaviour.seed)
    .filter((name) => !names.includes(name))
    .map((name) =>
      finding('seed-unknown', API, `api.ts seeds \`${name}\`, but the collections of the page are: ${listOf(names)}.`),
    )
}

/** Channels by address, and the messages of their clients by name. */
function unknownChannels({ channels }: Contract, behaviour: AnyBehaviour): Finding[] {
  return Object.entries(behaviour.channels ?? {}).flatMap(([address, handlers]) => {
    const channel = channels.find((one) => one.address === address)
    if (channel === undefined)
      return [finding('channel-unknown', API, `api.ts has a channel \`${address}\`, which the page does not describe.`)]
    const names = channel.messages.flatMap(({ name, from }) => (from === 'client' ? [name] : []))
    return Object.keys(handlers?.messages ?? {})
      .filter((name) => !names.includes(name))
      .map((name) =>
        finding(
          'channel-unknown',
          API,
          `api.ts answers the message \`${name}\` of \`${address}\`, but what clients send there is: ${listOf(names)}.`,
        ),
      )
  })
}

/** An HTML page has an address of its own, whatever its placeholders are called. */
function takenPages({ operations }: Contract, behaviour: AnyBehaviour): Finding[] {
  const bare = (key: string): string => key.replaceAll(/\{[^{}]*\}/g, '{}')
  const known = new Map(operations.map(({ key }) => [bare(key), key]))
  return Object.keys(behaviour.pages ?? {}).flatMap((key) => {
    const taken = known.get(bare(key))
    if (!/^(?:GET|POST) \/\S*$/.test(key))
      return [finding('html-page-address', API, `api.ts has an HTML page at \`${key}\`, which is no address.`)]
    if (taken === undefined) return []
    return [finding('html-page-address', API, `api.ts has an HTML page at \`${key}\`, where \`${taken}\` answers.`)]
  })
}

function listOf(names: readonly string[]): string {
  return names.length === 0 ? 'none' : names.map((name) => `\`${name}\``).join(', ')
}
