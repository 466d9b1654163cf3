/** The page that shows a game of Instamrkt as it goes. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { copyOf, start, type Started } from '../command-line.ts'
import { errors, open, until, withoutBrowser } from './chromium.ts'

const GAME = '1d963264-2f0a-4c39-8a67-3c1d5a1f7001'
const POOL = '7be0c1b2-51d7-4d5f-9d6a-8b1e4f2a9001'

describe('the live page of a game', { skip: withoutBrowser }, () => {
  const copy = copyOf('apis/instamrkt')
  let server: Started | undefined
  before(async () => void (server = await start('dev', copy.path)))
  after(async () => {
    await server?.kill()
    copy.remove()
  })
  const post = async (path: string, key: string, body: object): Promise<void> => {
    const headers = { authorization: key, 'content-type': 'application/json' }
    const answer = await fetch(`${server?.address}/r/${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
    assert.ok(answer.ok, await answer.text())
  }
  const card = `document.querySelector('[data-pool="${POOL}"]')`

  it('moves with the bets, shows what is blocked and what has happened, and who won', async () => {
    const page = await open(`${server?.address}/live/${GAME}`)
    const odds = `${card}.querySelector('[data-target="argentina"] .odds').textContent`
    await until(page, `${odds} === '2.50' && document.getElementById('line').textContent === ''`)
    await post(`pools/${POOL}/predictions/`, 'YOUR_SESSION_KEY', { target_id: 'brazil', amount: '5' })
    await until(page, `${odds} === '3.00'`)
    await post(`pools/${POOL}/block/`, 'YOUR_INSTAMRKT_API_KEY', {})
    await until(page, `${card}.querySelector('.state').textContent === 'blocked'`)
    const event = { action_id: 'goal', target_id: 'brazil:7' }
    await post(`games/${GAME}/events/`, 'YOUR_INSTAMRKT_API_KEY', event)
    await until(page, `${card}.querySelector('.won')?.dataset.target === 'brazil'`)
    await until(page, `document.getElementById('happened').textContent.includes('Goal · Brazil 7')`)
    assert.deepEqual(errors, [])
  })

  it('fits a phone', async () => {
    const page = await open(`${server?.address}/live/${GAME}`, { viewport: { width: 360, height: 740 } })
    await until(page, `document.querySelectorAll('.pool').length > 2`)
    const wide = `[...document.querySelectorAll('.pool li')].filter((row) => row.scrollWidth > row.clientWidth).length`
    const beyond = await page.evaluate<number>(`${wide} + (document.documentElement.scrollWidth > innerWidth ? 1 : 0)`)
    assert.equal(beyond, 0)
  })
})
