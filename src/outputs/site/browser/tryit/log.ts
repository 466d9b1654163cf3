/** The log of a console: what went out and came in, with time, direction and the page's name for it. */
import { element } from '../element.ts'
import { show } from './colours.ts'
import { button } from './dom.ts'
import type { Recognised } from './recognise.ts'
import { reindent } from './reindent.ts'
import { say } from './say.ts'

export type Direction = 'sent' | 'received'
export type Log = {
  readonly part: HTMLElement
  readonly frame: (direction: Direction, data: string | ArrayBuffer, what: Recognised | undefined) => void
  /** Something that happened to the connection. */
  readonly event: (words: string) => void
}

/** Older entries make room. */
const MOST = 300
/** What is shown of one frame, in characters. */
const SHOWN = 4000

export function makeLog(): Log {
  const list = element('div', { class: 'try-log', role: 'log', 'aria-label': say('messages'), tabindex: '0' })
  const hint = element('p', { class: 'try-hint' }, say('messagesHint'))
  const clear = button(say('clear'), { class: 'try-link' }, () => {
    list.replaceChildren()
    part.toggleAttribute('data-empty', true)
  })
  const part = element(
    'section',
    { class: 'try-console', 'data-empty': '', 'aria-label': say('log') },
    hint,
    list,
    clear,
  )
  const add = (entry: HTMLElement): void => {
    const followed = list.scrollTop + list.clientHeight >= list.scrollHeight - 24
    list.append(entry)
    while (list.childElementCount > MOST) list.firstElementChild?.remove()
    part.toggleAttribute('data-empty', false)
    if (followed) list.scrollTop = list.scrollHeight
  }
  return {
    part,
    event: (words) => add(element('div', { class: 'is-event' }, time(), element('span', {}, words))),
    frame: (direction, data, what) => add(frameEntry(direction, data, what)),
  }
}

function frameEntry(direction: Direction, data: string | ArrayBuffer, what: Recognised | undefined): HTMLElement {
  const arrow = element(
    'b',
    { class: 'try-arrow', 'aria-label': say(direction), title: say(direction) },
    direction === 'sent' ? '↑' : '↓',
  )
  const name = element(
    'span',
    { class: 'try-name' },
    what?.name ?? say(typeof data === 'string' ? 'notOnPage' : 'binary'),
  )
  const head = element('p', {}, time(), arrow, name)
  const problem =
    what?.problem === undefined ? [] : [element('p', { class: 'try-problem' }, say('notAsPage', what.problem))]
  return element('div', { class: `is-${direction}` }, head, content(data), ...problem)
}

function content(data: string | ArrayBuffer): HTMLElement {
  const code = element('code', {})
  const json = typeof data === 'string' && /^\s*[{[]/.test(data)
  if (typeof data !== 'string') code.textContent = say('bytes', data.byteLength)
  else
    show(
      code,
      json && data.length <= SHOWN ? reindent(data) : data.slice(0, SHOWN) + (data.length > SHOWN ? ' …' : ''),
      json,
    )
  return element('div', { class: 'highlight answer' }, element('pre', {}, code))
}

function time(): HTMLElement {
  const now = new Date()
  const two = (value: number): string => String(value).padStart(2, '0')
  const text = [now.getHours(), now.getMinutes(), now.getSeconds()].map(two).join(':')
  return element('time', { datetime: now.toISOString() }, `${text}.${String(now.getMilliseconds()).padStart(3, '0')}`)
}
