/** The connecTicket API: applications of care providers open tickets about residents and follow them. */
import { defineApi, fail, file, type Input } from 'kittn'
import type { ConnecTicket } from './api.gen.d.ts'
import { demo } from './demo.ts'
import { applicationOf, providerOf, welcome } from './providers.ts'
import { migrations, type Tables } from './tables.ts'
import {
  attachmentOf,
  categoryOf,
  comment,
  detailsOf,
  open,
  residentOf,
  ticketOf,
  told,
  type Attached,
} from './tickets.ts'
import { timeText } from './times.ts'
import { isToken, newToken } from './tokens.ts'

export default defineApi<ConnecTicket & { tables: Tables }>({
  migrations,
  demo: ({ db, kept }) => demo(db, kept),

  /** Key and secret say which application calls; the token has to be one of its own. */
  async authenticate({ credentials }, { db, keyOf }) {
    const { access_token: token, api_key = '', api_secret = '' } = credentials
    const application = api_key && api_secret ? await keyOf({ api_key, api_secret }) : undefined
    if (application === undefined) fail(401, 'Invalid API key or API secret')
    if (token === undefined) return application
    return (await isToken(db, token, applicationOf(application))) ? application : undefined
  },

  operations: {
    'POST /api/authorize': authorize,
    'GET /api/authorize': authorize,

    'GET /api/{access_token}/tickets': async ({ caller, db }) => {
      const rows = db.selectFrom('tickets').selectAll().where('provider', '=', providerOf(caller)).orderBy('id')
      return { status: true, ticket: (await rows.execute()).map(told) }
    },

    'GET /api/{access_token}/ticket_detail': ({ query, caller, transaction }) =>
      transaction(async ({ db }) => {
        const ticket = await ticketOf(db, providerOf(caller), query.id)
        if (ticket.read === 0) await db.updateTable('tickets').set({ read: 1 }).where('id', '=', ticket.id).execute()
        return { status: true, ticket_with_details: await detailsOf(db, { ...ticket, read: 1 }) }
      }),

    'GET /api/{access_token}/attachment': async ({ query, caller, db }) =>
      file((await attachmentOf(db, providerOf(caller), query.id)).file, { download: true }),

    'POST /api/{access_token}/create_ticket': async ({ body, files, caller, transaction }) => {
      const attached = await Promise.all((files.attachment ?? []).map(keep))
      const ticket_id = await transaction(({ db }) =>
        open(db, { ...body, provider: providerOf(caller), by: caller.name, attached }),
      )
      return { status: true, message: 'Ticket created successfully', ticket_id }
    },

    'POST /api/{access_token}/update_status': ({ body, caller, transaction }) =>
      transaction(async ({ db }) => {
        const { id, ticket_status } = await ticketOf(db, providerOf(caller), body.id)
        if (ticket_status === 'Closed' && !['Closed', 'Reopen'].includes(body.status))
          fail(400, 'A closed ticket can only be reopened', { parameter: 'status' })
        const changed = { ticket_status: body.status, updated_at: timeText() }
        await db.updateTable('tickets').set(changed).where('id', '=', id).execute()
        return { status: true, message: 'Status updated successfully' }
      }),

    'POST /api/{access_token}/create_comment': ({ body, caller, transaction }) =>
      transaction(async ({ db }) => {
        const provider = providerOf(caller)
        const { id } = await ticketOf(db, provider, body.ticket_id)
        const category = body.category_id === undefined ? undefined : await categoryOf(db, provider, body.category_id)
        const comment_id = await comment(db, { ticket: id, category, title: body.comment, by: caller.name })
        return { status: true, message: 'Comment created successfully', comment_id }
      }),

    'GET /api/{access_token}/all_residents': async ({ query, caller, db }) => {
      const rows = db.selectFrom('residents').select('record').where('provider', '=', providerOf(caller)).orderBy('id')
      const group = query.group_type_id
      const some = await (group === undefined ? rows : rows.where('resident_type_id', '=', group)).execute()
      return { status: true, residents: some.map(({ record }) => JSON.parse(record)) }
    },

    'GET /api/{access_token}/provider_categories': async ({ query, caller, db }) => {
      const provider = providerOf(caller)
      const all = await db.selectFrom('categories').selectAll().where('provider', '=', provider).orderBy('id').execute()
      const resident = query.resident_id === undefined ? undefined : await residentOf(db, provider, query.resident_id)
      const watched = all.filter(
        ({ resident_type_id: type }) => type === null || resident === undefined || type === resident.resident_type_id,
      )
      return { status: true, categories: watched.map(({ id, name }) => ({ id, name })) }
    },
  },
})

type Authorizing = Input<ConnecTicket & { tables: Tables }, 'POST /api/authorize'>

async function authorize({ caller, transaction }: Pick<Authorizing, 'caller' | 'transaction'>) {
  const { token, expires } = await transaction(async ({ db }) => {
    await welcome(db, providerOf(caller))
    return newToken(db, applicationOf(caller))
  })
  return {
    status: true,
    message: 'Authorized successfully. Use the access token for your next requests.',
    access_token: token,
    expires_at: timeText(expires),
  }
}

type Sent = {
  readonly name: string
  readonly type: string
  readonly size: number
  readonly keep: () => Promise<string>
}

async function keep({ name, type, size, keep: keepIt }: Sent): Promise<Attached> {
  return { file_name: name, content_type: type, file_size: size, file: await keepIt() }
}
