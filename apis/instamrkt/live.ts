/** The pages that show games as they go: what everybody may see, kept up by assets/live.js over the WebSocket. */
import { document, fail, html, type Html, type PageInput } from 'kittn'
import { gameOf, type Api } from './desk.ts'
import { statusOf } from './domain/game.ts'
import { listPools } from './pools.ts'

const STATUS = {
  betting_not_yet_active: 'not open yet',
  pre_game_betting_active: 'open for bets',
  game_in_progress_betting_active: 'live',
  game_in_progress_betting_closed: 'closing',
  game_closed: 'over',
} as const

/** How many games are listed. */
const LISTED = 50

export async function gamesPage({ db, base }: PageInput<Api>) {
  const games = await db
    .selectFrom('games')
    .selectAll()
    .where('close_at', 'is', null)
    .where('open_at', '<=', Date.now())
    .orderBy('open_at', 'desc')
    .limit(LISTED)
    .execute()
  const cards = games.map(
    (game) =>
      html`<li>
        <a class="card game" href="${base}/live/${game.id}"
          ><strong>${game.name}</strong> <span class="soft">${game.hashtag}</span>${badge(game)}</a
        >
      </li>`,
  )
  const body = html`<h1>Live games</h1>
    ${
      games.length === 0
        ? html`<p class="soft">No game is open now.</p>`
        : html`<ul class="games">
            ${cards}
          </ul>`
    }`
  return document({ title: 'Live games', body, styles: ['live.css'] })
}

export async function gamePage({ db, base, path }: PageInput<Api>) {
  const game = await gameOf(db, path['game'] ?? fail(404))
  const pools = await listPools({ db }, game.id)
  const body = html`<header class="head">
      <p><a href="${base}/live">Live games</a></p>
      <h1>${game.name}</h1>
      <p class="soft">
        ${game.hashtag} · ${game.currency} ${badge(game)} <span id="line" role="status">connecting …</span>
      </p>
    </header>
    <ol id="happened" class="happened" aria-label="What has happened" aria-live="polite"></ol>
    <div id="pools" data-game="${game.id}" data-live="${base}/live">${pools.map(poolHtml)}</div>
    <p id="none" class="soft" ${pools.length > 0 ? 'hidden' : ''}>No pool is open now.</p>`
  return document({ title: game.name, body, styles: ['live.css'], scripts: ['live.js'] })
}

function badge(game: Parameters<typeof statusOf>[0]): Html {
  const status = statusOf(game, Date.now())
  return html`<span class="badge ${status}">${STATUS[status]}</span>`
}

type Pool = Awaited<ReturnType<typeof listPools>>[number]

/** The same as `poolOf` of assets/live.js makes of a message. */
function poolHtml({ pool_id, description, state, participants, amount_total, distribution }: Pool): Html {
  const total = Number(amount_total)
  const rows = distribution.map(({ target_id, display_name, backing_money, to_win_if_backed }) => {
    const part = total === 0 ? 0 : Number(backing_money) / total
    return html`<li data-target="${target_id}">
      <span class="name">${display_name}</span>
      <meter aria-label="Part of the stakes" min="0" max="1" value="${part.toFixed(3)}">
        ${Math.round(part * 100)} %
      </meter>
      <span class="money">${backing_money}</span><b class="odds">${to_win_if_backed.toFixed(2)}</b>
    </li>`
  })
  return html`<section class="card pool" data-pool="${pool_id}" data-state="${state}">
    <h2>${description}</h2>
    <p class="soft">
      <span class="state">${state}</span> · <span class="total">${amount_total}</span> staked · bettors:
      <span class="people">${participants}</span>
    </p>
    <ul>
      ${rows}
    </ul>
  </section>`
}
