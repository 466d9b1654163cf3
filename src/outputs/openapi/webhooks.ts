/** The webhooks object: what the API sends, by the name of the event. */
import type { Webhook } from '../../model/contract.ts'
import { freeName, words } from '../../model/names.ts'
import { pascal } from '../casing.ts'
import { list, tidy } from '../doc.ts'
import type { Doc } from '../doc.ts'
import { schemaOf } from '../json-schema.ts'
import type { Context } from './context.ts'

/** One path item for each webhook, with an operationId that no operation has. */
export function webhooksOf(context: Context): Doc {
  const taken = new Set([...context.ids.values()].map((id) => id.toLowerCase()))
  return Object.fromEntries(
    context.contract.webhooks.map((one) => {
      const id = freeName([`on${pascal(words(one.name)) || 'Event'}`], (name) => taken.has(name.toLowerCase()))
      taken.add(id.toLowerCase())
      return [one.name, { [one.method.toLowerCase()]: webhook(context, one, id) }]
    }),
  )
}

/** The API's own credentials are not what lets it in at others. */
function webhook({ refer, schemes }: Context, { title, description, headers, body }: Webhook, id: string): Doc {
  const media = body && tidy({ schema: schemaOf(body.shape, refer), example: body.example })
  return tidy({
    operationId: id,
    summary: title,
    description,
    parameters: list(headers.map((header) => parameter(header))),
    requestBody: body && media && { content: Object.fromEntries(body.mediaTypes.map((type) => [type, media])) },
    responses: { '2XX': { description: 'The webhook was received.' } },
    security: schemes.length > 0 ? [] : undefined,
  })
}

function parameter({ name, description, required }: Webhook['headers'][number]): Doc {
  return tidy({ name, in: 'header', description, required: required || undefined, schema: { type: 'string' } })
}
