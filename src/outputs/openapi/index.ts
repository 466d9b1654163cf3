/** The contract as an OpenAPI 3.1 document, for every tool that reads one. */
import type { Reading } from '../../model/reading.ts'
import { madeLater, type Output } from '../output.ts'
import { components } from './components.ts'
import { context } from './context.ts'
import type { Context } from './context.ts'
import { pathsOf } from './paths.ts'
import { requirements } from './security.ts'
import { webhooksOf } from './webhooks.ts'
import { filled, list, tidy } from '../doc.ts'
import type { Doc } from '../doc.ts'

/** Writes `openapi.json`. */
export const openapi: Output = {
  name: 'openapi',
  published: true,
  run: (reading) => [madeLater('openapi.json', () => `${JSON.stringify(document(reading), null, 2)}\n`)],
}

/** The document as a JSON object; valid for any contract. */
export function document(reading: Reading): Doc {
  const whole = context(reading.contract)
  const paths = pathsOf(whole)
  const webhooks = webhooksOf(whole)
  return tidy({
    openapi: '3.1.1',
    info: info(reading),
    servers: list(reading.contract.servers.map(server)),
    security: list(requirements(reading.contract.security, whole.schemes)),
    tags: list(groups(whole).map((name) => ({ name }))),
    paths,
    webhooks: filled(webhooks),
    components: components(whole, { paths, webhooks }),
  })
}

function info({ page, contract }: Reading): Doc {
  const version = page.front['version'] ?? page.front['api_version']
  return tidy({
    title: contract.title.trim() || page.title.trim() || 'API',
    description: contract.description ?? page.description,
    version: typeof version === 'string' || typeof version === 'number' ? String(version) : '1.0.0',
  })
}

/** A part in braces is a variable, which needs a value. */
function server(url: string): Doc {
  const names = [...url.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1] ?? '')
  const balanced = url.replaceAll(/\{([^{}]+)\}/g, '')
  if (/[{}]/.test(balanced)) return { url: url.replaceAll('{', '%7B').replaceAll('}', '%7D') }
  const variables = Object.fromEntries(names.map((name) => [name, { default: name }]))
  return tidy({ url, variables: names.length > 0 ? variables : undefined })
}

function groups({ contract }: Context): string[] {
  return [...new Set(contract.operations.flatMap(({ group }) => group ?? []))]
}
