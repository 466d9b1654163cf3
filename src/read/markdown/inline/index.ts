/** Inline text to HTML: at each active character its rule, else plain text. */
import type { Inline } from '../../../model/page.ts'
import type { Scope } from '../scope.ts'
import { angle } from './angle.ts'
import { lineBreak } from './break.ts'
import { code } from './code.ts'
import { emphasis } from './emphasis.ts'
import { entity } from './entity.ts'
import { escape } from './escape.ts'
import { escapeHtml } from './escape-html.ts'
import { link } from './link.ts'
import type { InlineRule, Shown, State } from './state.ts'

const RULES: Readonly<Record<string, InlineRule>> = {
  '*': emphasis,
  _: emphasis,
  '~': emphasis,
  '`': code,
  '\n': lineBreak,
  '[': link,
  '<': angle,
  '\\': escape,
  '&': entity,
}

/** Reads a text without its surroundings. */
export function readInline(source: string, scope: Scope): Inline {
  const state = openState(source, scope)
  const { html, text } = run(state)
  return { html, text, codes: state.codes }
}

function openState(source: string, scope: Scope, outer?: State): State {
  const depth = outer === undefined ? 0 : outer.depth + 1
  const inside = (part: string) => run(openState(part, scope, state))
  const state: State = { source, scope, depth, inside, codes: outer?.codes ?? [], at: 0, since: 0 }
  return state
}

const ACTIVE: Uint8Array = Uint8Array.from({ length: 128 }, (_, code) => (String.fromCharCode(code) in RULES ? 1 : 0))

function run(state: State): Shown {
  const { source } = state
  let [html, text, plain] = ['', '', 0]
  const add = (end: number) => {
    const part = source.slice(plain, end)
    html += escapeHtml(part)
    text += part
  }
  for (let next = nextActive(source, 0); next < source.length; next = nextActive(source, next)) {
    state.at = next
    const piece = RULES[source[next] ?? '']?.(state)
    next += piece?.length ?? 1
    if (piece === undefined) continue
    add(state.at - (piece.drop ?? 0))
    html += piece.html
    text += piece.text
    state.since = plain = next
  }
  add(source.length)
  return { html, text }
}

function nextActive(source: string, from: number): number {
  let at = from
  while (at < source.length && ACTIVE[source.charCodeAt(at)] !== 1) at++
  return at
}
