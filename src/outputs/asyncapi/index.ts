/** The channels of a contract as an AsyncAPI 3.0 document. It describes the server: what it receives and sends. */
import type { Reading } from '../../model/reading.ts'
import { filled, tidy } from '../doc.ts'
import type { Doc } from '../doc.ts'
import { madeLater, type Output } from '../output.ts'
import { channelsOf } from './channels.ts'
import { namesOf } from './names.ts'
import { operationsOf } from './operations.ts'
import { serversOf } from './servers.ts'

/** Writes `asyncapi.json`; nothing where the page has no channel. */
export const asyncapi: Output = {
  name: 'asyncapi',
  published: true,
  run: (reading) =>
    reading.contract.channels.length === 0
      ? []
      : [madeLater('asyncapi.json', () => `${JSON.stringify(document(reading), null, 2)}\n`)],
}

/** The document as a JSON object; valid for any contract. */
export function document(reading: Reading): Doc {
  const named = namesOf(reading.contract.channels)
  return tidy({
    asyncapi: '3.0.0',
    info: info(reading),
    defaultContentType: 'application/json',
    servers: filled(serversOf(named)),
    channels: filled(channelsOf(named)),
    operations: filled(operationsOf(named)),
  })
}

function info({ page, contract }: Reading): Doc {
  const version = page.front['version'] ?? page.front['api_version']
  return tidy({
    title: contract.title.trim() || page.title.trim() || 'API',
    version: typeof version === 'string' || typeof version === 'number' ? String(version) : '1.0.0',
    description: contract.description ?? page.description,
  })
}
