/** Keeps the page of a game up to date: odds as they move, pools as they open, are blocked and end. */

const pools = document.getElementById('pools')
const line = document.getElementById('line')
const happened = document.getElementById('happened')
const none = document.getElementById('none')
const { game, live } = pools.dataset

/** What people call actions and targets, by their ids. */
const names = new Map()

/** Milliseconds until the next try after the line was cut. */
let pause = 500

connect()

function connect() {
  const socket = new WebSocket(new URL(live, location.href.replace(/^http/, 'ws')))
  socket.addEventListener('open', () => {
    socket.send(JSON.stringify({ op: 363, game_id: game }))
    for (const op of [372, 387]) socket.send(JSON.stringify({ op, game_id: game }))
    pause = 500
    line.textContent = ''
  })
  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(data)
    TOLD[message.res]?.(message)
  })
  socket.addEventListener('close', () => {
    line.textContent = 'connecting …'
    setTimeout(connect, pause)
    pause = Math.min(pause * 2, 15_000)
  })
}

/** What to do about each message, by its code. */
const TOLD = {
  341: () => location.reload(),
  342: ({ past_events, actions, targets }) => {
    for (const { action_id, name } of actions) names.set(action_id, name)
    nameTargets(targets)
    happened.replaceChildren()
    past_events.toReversed().forEach(showEvent)
  },
  352: showPool,
  361: showOdds,
  362: (message) => endPool(message, 'resolved'),
  363: (message) => endPool(message, 'expired'),
  366: showEvent,
  368: ({ pool_id }) => setState(pool_id, 'blocked'),
  369: ({ pool_id }) => setState(pool_id, 'open'),
  3535: (message) => message.pools.forEach(showPool),
}

function cardOf(id) {
  return pools.querySelector(`[data-pool="${CSS.escape(id)}"]`)
}

function showPool(pool) {
  if (cardOf(pool.pool_id) === null) pools.append(poolOf(pool))
  none.hidden = true
  setState(pool.pool_id, pool.state)
  showOdds(pool)
}

/** The same as `poolHtml` of live.ts. */
function poolOf({ pool_id, description, distribution }) {
  const rows = distribution.map(({ target_id, display_name }) => {
    const meter = element('meter', { ariaLabel: 'Part of the stakes' })
    const parts = [element('span', { className: 'name' }, [display_name]), meter]
    const row = element('li', {}, [
      ...parts,
      element('span', { className: 'money' }),
      element('b', { className: 'odds' }),
    ])
    row.dataset.target = target_id
    return row
  })
  const [state, total, people] = ['state', 'total', 'people'].map((className) => element('span', { className }))
  const text = element('p', { className: 'soft' }, [state, ' · ', total, ' staked · bettors: ', people])
  const card = element('section', { className: 'card pool' }, [
    element('h2', {}, [description]),
    text,
    element('ul', {}, rows),
  ])
  card.dataset.pool = pool_id
  return card
}

function element(name, properties, children = []) {
  const made = Object.assign(document.createElement(name), properties)
  made.append(...children)
  return made
}

function setState(id, state) {
  const card = cardOf(id)
  if (card === null) return
  card.dataset.state = state
  card.querySelector('.state').textContent = state
}

function showOdds({ pool_id, amount_total, participants, distribution }) {
  const card = cardOf(pool_id)
  if (card === null) return
  card.querySelector('.total').textContent = amount_total
  card.querySelector('.people').textContent = participants
  for (const target of distribution) showTarget(card, target, Number(amount_total))
}

function showTarget(card, { target_id, backing_money, to_win_if_backed }, total) {
  const row = card.querySelector(`[data-target="${CSS.escape(target_id)}"]`)
  if (row === null) return
  row.querySelector('meter').value = total === 0 ? 0 : Number(backing_money) / total
  row.querySelector('.money').textContent = backing_money
  const odds = row.querySelector('.odds')
  const text = to_win_if_backed.toFixed(2)
  if (odds.textContent === text) return
  const before = Number(odds.textContent)
  odds.textContent = text
  // Taking the class away and putting it back starts its animation again.
  odds.classList.remove('up', 'down')
  void odds.offsetWidth
  if (before > 0) odds.classList.add(to_win_if_backed > before ? 'up' : 'down')
}

function endPool({ pool_id, winning_targets, is_money_return }, state) {
  const card = cardOf(pool_id)
  if (card === null) return
  setState(pool_id, is_money_return ? 'stakes returned' : state)
  card.dataset.state = 'ended'
  for (const target of winning_targets)
    card.querySelector(`[data-target="${CSS.escape(target)}"]`)?.classList.add('won')
}

function showEvent({ action_id, target_ids, happened_at }) {
  const time = new Date(happened_at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })
  const whom = target_ids.map((id) => names.get(id) ?? id).join(', ')
  happened.prepend(element('li', {}, [`${time} ${names.get(action_id) ?? action_id} · ${whom}`]))
}

/** A target is called by its name behind those of what it lies in. */
function nameTargets(targets, around = '') {
  for (const { target_id, display_name, targets: within } of targets) {
    names.set(target_id, around + display_name)
    nameTargets(within, `${around}${display_name} `)
  }
}
