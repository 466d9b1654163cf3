/** The card in the corner: what is wrong with the page, and how to mend it. It lives in a shadow tree, apart from the page. */
import { element } from '../element.ts'
import styles from './card.shadow.css'
import type { Finding } from './finding.ts'
import { word } from '../word.ts'
import { wording } from './wording.ts'

export type Card = {
  readonly findings: (list: readonly Finding[]) => void
  readonly error: (message: string, place: string | undefined) => void
  readonly mended: () => void
}

/** Puts the card into the page; it shows nothing until there is something to say. */
export function makeCard(): Card {
  const host = element('aside', { 'aria-label': 'Kittn dev' })
  const root = host.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(styles)
  root.adoptedStyleSheets = [sheet]
  document.body.append(host)

  const error = element('section', { class: 'card error', role: 'alert', hidden: '' })
  const panel = element('section', { class: 'card', id: 'panel', 'aria-label': word('findings'), hidden: '' })
  const badge = element('button', {
    type: 'button',
    class: 'badge',
    'aria-expanded': 'false',
    'aria-controls': 'panel',
    hidden: '',
  })
  root.append(error, panel, badge)
  const toggle = (open: boolean): void => {
    panel.hidden = !open
    badge.ariaExpanded = String(open)
    if (open) panel.querySelector('button')?.focus()
    else badge.focus()
  }
  badge.addEventListener('click', () => toggle(panel.hidden === true))
  root.addEventListener('keydown', (event) => {
    if (event instanceof KeyboardEvent && event.key === 'Escape') {
      if (!error.hidden) error.hidden = true
      else if (!panel.hidden) toggle(false)
    }
  })
  return {
    findings: (list) => {
      badge.hidden = list.length === 0
      if (list.length === 0) panel.hidden = true
      badge.textContent = list.length === 1 ? word('finding') : word('findingsCount', list.length)
      badge.className = `badge ${worst(list)}`
      const rows = element('ul', { tabindex: '0', 'aria-label': word('findings') }, ...list.map(row))
      panel.replaceChildren(
        top(word('findings'), () => toggle(false)),
        rows,
      )
    },
    error: (message, place) => {
      const close = (): void => {
        error.hidden = true
      }
      const body = element('div', { class: 'body' }, element('p', { class: 'message' }, message))
      if (place !== undefined) body.append(element('span', { class: 'place' }, place))
      error.replaceChildren(top(word('lastGood'), close), body)
      error.hidden = false
    },
    mended: () => {
      error.hidden = true
    },
  }
}

function top(title: string, close: () => void): HTMLElement {
  const button = element('button', { type: 'button', class: 'close', 'aria-label': word('close') }, '×')
  button.addEventListener('click', close)
  return element('header', {}, element('h2', {}, title), button)
}

function row({ severity, code, message, cure, span }: Finding): HTMLElement {
  const place = `${span.file}:${span.line}:${span.column}`
  return element(
    'li',
    { class: `sev-${severity}` },
    element('span', { class: 'place' }, element('b', {}, word(severity)), ` ${code} · ${place}`),
    element('p', { class: 'message' }, ...wording(message)),
    element('p', { class: 'cure' }, ...wording(cure)),
  )
}

function worst(list: readonly Finding[]): string {
  return (['error', 'warning'] as const).find((severity) => list.some((one) => one.severity === severity)) ?? 'note'
}
