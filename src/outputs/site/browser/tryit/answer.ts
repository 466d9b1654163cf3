/** What came back, shown as text whatever it is: nothing of an answer is ever read as HTML. */
import { phrase } from '../../../../model/status.ts'
import { copyButton } from '../copy.ts'
import { element } from '../element.ts'
import { show } from './colours.ts'
import { button } from './dom.ts'
import { reindent } from './reindent.ts'
import { say } from './say.ts'
import type { Answer, Outcome } from './send.ts'

/** More than this is saved, not shown. In characters. */
const SHOWN = 200_000

export function outcomePart(outcome: Exclude<Outcome, { kind: 'cancelled' }>): HTMLElement {
  if (outcome.kind === 'answer') return answerPart(outcome)
  return element(
    'div',
    { class: 'try-answer try-failed' },
    element('p', { class: 'try-words' }, outcome.words),
    element('p', { class: 'try-about' }, outcome.cure),
  )
}

function answerPart(answer: Answer): HTMLElement {
  const { status, time, body, headers } = answer
  const facts = [`${Math.round(time)} ms`, size(body.length) + (answer.cut ? `, ${say('cutOff')}` : '')]
  const line = element(
    'p',
    { class: 'try-line' },
    element('b', { class: `try-status is-${Math.floor(status / 100)}` }, `${status} ${phrase(status)}`),
    ...facts.map((fact) => element('span', {}, fact)),
  )
  const note = answer.foreign ? [element('p', { class: 'try-about' }, say('foreign'))] : []
  const list = element(
    'dl',
    {},
    ...headers.flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)]),
  )
  const count = headers.length === 1 ? say('header') : say('manyHeaders', headers.length)
  return element(
    'div',
    { class: 'try-answer' },
    line,
    ...bodyPart(answer),
    element('details', { class: 'try-headers' }, element('summary', {}, count), list, ...note),
  )
}

function size(bytes: number): string {
  if (bytes < 1000) return bytes === 1 ? say('byte') : say('bytes', bytes)
  return bytes < 1e6 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`
}

function bodyPart(answer: Answer): HTMLElement[] {
  const { body } = answer
  if (body.length === 0) return [element('p', { class: 'try-about' }, say('noBody'))]
  const type = headerOf(answer, 'content-type')
  const text = textOf(body, answer.cut)
  if (text === undefined) {
    return [
      element(
        'p',
        { class: 'try-about' },
        `${say('beginsWith', type === '' ? say('binary') : `${say('binary')}, ${type}`, hex(body))} `,
        save(answer),
      ),
    ]
  }
  const json = /[/+]json\b/i.test(type) || /^\s*[{[]/.test(text.slice(0, 100))
  const long = text.length > SHOWN
  const code = element('code', {})
  const pre = element(
    'pre',
    { class: 'highlight', tabindex: '0', role: 'group', 'aria-label': say('answerBody') },
    code,
  )
  const card = element(
    'div',
    { class: 'highlight answer', 'data-label': json ? 'JSON' : type.replace(/;.*$/, '') || say('text') },
    pre,
  )
  show(code, json && !long ? reindent(text) : text.slice(0, SHOWN), json)
  card.append(copyButton(card))
  return long
    ? [card, element('p', { class: 'try-about' }, `${say('firstShown', size(SHOWN))} `, save(answer))]
    : [card]
}

const headerOf = ({ headers }: Answer, name: string): string => headers.find(([one]) => one === name)?.[1] ?? ''

/** UTF-8 without the character that no text has; undefined for anything else. What is cut may end within a character. */
function textOf(bytes: Uint8Array, cut: boolean): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: cut })
    return text.includes('\0') ? undefined : text
  } catch {
    return undefined
  }
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes.slice(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join(' ')
}

/** Saving hands the bytes to the browser as a file without a type that it would open. */
function save({ body }: Answer): HTMLButtonElement {
  return button(say('save'), { class: 'try-link' }, () => {
    const address = URL.createObjectURL(new Blob([body], { type: 'application/octet-stream' }))
    const link = element('a', { href: address, download: 'answer' })
    link.click()
    setTimeout(() => URL.revokeObjectURL(address), 10_000)
  })
}
