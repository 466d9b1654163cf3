/** Tailored invoices: templates that whoever opens them gets an invoice of. */
import { randomUUID } from 'node:crypto'
import { projectOf } from './caller.ts'
import { pricedOf, shownPrice, urlsOf } from './offers.ts'
import { page } from './paging.ts'
import { mine, next, time, type Asked, type Tables } from './tables.ts'

export async function listTailored({ query, caller, db }: Asked<'GET /v1/tailored-invoices'>) {
  const rows = await page(db, 'tailored', { project: projectOf(caller).id }, query)
  return { success: true, message: null, 'tailored-invoices': rows.map(shown) }
}

export function createTailored({ body, caller, once }: Asked<'POST /v1/tailored-invoices'>) {
  const project = projectOf(caller)
  const offer = { ...pricedOf(body), ...urlsOf(body) }
  return once(async ({ db }) => {
    // Its invoices are made by buyers, who do not have the secret that signs their webhooks.
    const row = {
      ...offer,
      id: randomUUID(),
      project: project.id,
      created_at: time(),
      seq: next('tailored', project.id),
    }
    const made = await db.insertInto('tailored').values(row).returningAll().executeTakeFirstOrThrow()
    return { success: true, message: null, ...shown(made) }
  })
}

export async function getTailored({ path, caller, db }: Asked<'GET /v1/tailored-invoices/{id}'>) {
  return { success: true, message: null, ...shown(await mine(db, 'tailored', projectOf(caller).id, path.id)) }
}

export function changeTailored({ path, body, caller, transaction }: Asked<'PUT /v1/tailored-invoices/{id}'>) {
  return transaction(async ({ db }) => {
    const old = await mine(db, 'tailored', projectOf(caller).id, path.id)
    const changes = { ...pricedOf(body ?? {}, old), ...urlsOf(body ?? {}, old) }
    await db.updateTable('tailored').set(changes).where('id', '=', old.id).execute()
    return { success: true, message: null, ...shown({ ...old, ...changes }) }
  })
}

export function deleteTailored({ path, caller, transaction }: Asked<'DELETE /v1/tailored-invoices/{id}'>) {
  return transaction(async ({ db }) => {
    const { id } = await mine(db, 'tailored', projectOf(caller).id, path.id)
    await db.deleteFrom('tailored').where('id', '=', id).execute()
    return { success: true, message: null }
  })
}

function shown(row: Tables['tailored']) {
  const { id, return_url, cancel_url, notify_url, created_at } = row
  return { id, ...shownPrice(row), return_url, cancel_url, notify_url, created_at }
}
