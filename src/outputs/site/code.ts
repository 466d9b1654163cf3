/** A code block: Slate's element and class names, plain text inside, colours as data. */
import type { Code, Tab } from '../../model/page.ts'
import { runs } from './colour/index.ts'
import { attributes, escape } from './html.ts'

/** Languages that carry data: their blocks are answers, where no tab says otherwise. */
const DATA: ReadonlySet<string> = new Set(['json', 'xml', 'yaml', 'html', 'csv', 'plaintext', 'http', 'json5', 'jsonc'])

const NAMES: Readonly<Record<string, string>> = {
  cpp: 'C++',
  csharp: 'C#',
  css: 'CSS',
  graphql: 'GraphQL',
  html: 'HTML',
  http: 'HTTP',
  ini: 'INI',
  javascript: 'JavaScript',
  json: 'JSON',
  json5: 'JSON',
  jsonc: 'JSON',
  objective_c: 'Objective-C',
  php: 'PHP',
  plaintext: '',
  sql: 'SQL',
  toml: 'TOML',
  typescript: 'TypeScript',
  xml: 'XML',
  yaml: 'YAML',
}

/**
 * `data-only` names the tab that shows the block, `data-also` others that do; a block whose tab the page does not have, so
 * that `tab` is undefined, is always shown.
 * `data-label` is the language as people read it, with the status if it is an answer; the style sheet shows it, so that
 * it is there without scripts.
 */
export function codeBlock(code: Code, tab: Tab | undefined, also?: string, status?: number): string {
  const part = tab === undefined ? partName(code.word) : undefined
  const outer = attributes({
    class: tab === undefined && DATA.has(code.language) ? 'highlight answer' : 'highlight',
    'data-only': tab?.key,
    'data-also': also,
    'data-part': part,
    'data-label': [status, tab?.label ?? part ?? languageName(code.language)].filter(Boolean).join(' · ') || undefined,
  })
  const text = code.text.replace(/\n+$/, '')
  const inner = attributes({ 'data-runs': runs(text, code.language) || undefined })
  const names = ['highlight', code.language, ...tabClass(code)].join(' ')
  const pre = attributes({ class: names, tabindex: scrolls(text) ? '0' : undefined })
  return `<div${outer}><pre${pre}><code${inner}>${escape(text)}</code></pre></div>`
}

/** `json--minimal` → minimal: the name of a sample among its neighbours, where it is no tab of the page. Names of files stay. */
function partName(word = ''): string | undefined {
  const [, name] = word.split(/--(.*)/s)
  return name !== undefined && /[./]/.test(name) ? name : name?.replaceAll(/[-_]+/g, ' ').trim() || undefined
}

/** Slate names the tab by the fence's word wherever that begins the language's name, whether the page has the tab or not. */
function tabClass({ tab, word = '', language }: Code): string[] {
  const name = word.split('--', 1)[0] ?? ''
  const named = name !== '' && language.startsWith(name) ? `${word}${language.slice(name.length)}` : undefined
  const known = tab ?? named
  return known === undefined ? [] : [`tab-${known}`]
}

/** Whether a block is likely to scroll, so that the keyboard must reach it; the browser's script knows better once it is near. */
function scrolls(text: string): boolean {
  const lines = text.split('\n')
  return lines.length > 24 || lines.some((line) => line.length > 30)
}

/** `json` → JSON, `ruby` → Ruby; nothing for plain text. */
export function languageName(language: string): string {
  return NAMES[language] ?? language.charAt(0).toUpperCase() + language.slice(1)
}
