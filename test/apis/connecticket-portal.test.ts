/** From an application in the portal to a ticket: what its developer is given lets in, and stands in no log. */
import assert from 'node:assert/strict'
import { join as pathOf } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { load } from '../../src/cli/load.ts'
import { projectsAt } from '../../src/cli/project.ts'
import { openStore, type Store } from '../../src/store/index.ts'
import { ROOT } from '../command-line.ts'
import {
  join,
  mailServer,
  makeApplication,
  makeKey,
  QUICK,
  servePortal,
  type Mails,
  type Portal,
} from '../portal/portal.ts'
import { untilIt } from '../servers/program.ts'
import { folder } from '../store/folder.ts'

type Json = Readonly<Record<string, unknown>>

describe('an application of connecTicket', () => {
  const place = folder()
  let [store, mails, portal]: [Store?, Mails?, Portal?] = []
  before(async () => {
    const [project] = projectsAt(pathOf(ROOT, 'apis/connecticket'))
    assert.ok(project)
    const { reading, behaviour } = await load(project)
    store = openStore(place.file('kittn.sqlite'))
    mails = await mailServer()
    portal = await servePortal(store, mails.url, { contract: reading.contract, behaviour, hashing: QUICK })
  })
  after(async () => {
    await portal?.close()
    await Promise.all([store?.close(), mails?.close()])
    place.remove()
  })

  it('gets key and secret, trades them for a token, and opens a ticket of its own provider', async () => {
    assert.ok(portal !== undefined && mails !== undefined)
    const visitor = await join(portal, mails, 'ward@oak-hill.example')
    const at = await makeApplication(visitor, 'Ward software')
    const values = await makeKey(visitor, at)
    assert.deepEqual(Object.keys(values).toSorted(), ['api_key', 'api_secret'], 'and no token')
    const headers = { 'api-key': values['api_key'] ?? '', 'api-secret': values['api_secret'] ?? '' }
    const base = `${portal.address}/kittn/api`
    const ask = async (path: string, init: RequestInit = {}): Promise<Json> => {
      const answer = await fetch(`${base}/${path}`, { ...init, headers })
      assert.equal(answer.status, 200, path.split('/').at(-1))
      return (await answer.json()) as Json
    }
    const token = String((await ask('authorize', { method: 'POST' }))['access_token'])
    const [resident] = (await ask(`${token}/all_residents`))['residents'] as { id: number }[]
    const said = { title: 'Fell', resident_id: String(resident?.id), urgency_status: 'Exception' }
    const { ticket_id } = await ask(`${token}/create_ticket`, { method: 'POST', body: new URLSearchParams(said) })
    const { ticket } = await ask(`${token}/tickets`)
    assert.deepEqual(
      (ticket as { id: number }[]).map(({ id }) => id),
      [ticket_id],
    )
    const text = await untilIt(async () => {
      const seen = (await visitor.get(at)).text
      assert.match(seen, /create_ticket/)
      return seen
    })
    for (const secret of [token, values['api_key'] ?? '', values['api_secret'] ?? ''])
      for (const shown of [portal.log(), text]) assert.ok(!shown.includes(secret))
  })
})
