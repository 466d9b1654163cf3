/** Colours in code, at build time: text → token runs. Pages stay plain text; the browser paints the runs. */
import { createRequire } from 'node:module'
import type { HLJSApi, Language, LanguageFn, Mode } from 'highlight.js'
import core from 'highlight.js/lib/core'
import { RunEmitter } from './emitter.ts'
import { jsonRuns } from './json.ts'
import { grammarOf } from './languages.ts'

/** Longer blocks are data that nobody reads for its colours. */
const LONGEST = 200_000
/** So are blocks with a longer line, on which grammars of highlight.js may take time that grows with its square. */
const LONGEST_LINE = 5_000
const KEPT = 20_000

const load = createRequire(import.meta.url)
const engine: HLJSApi = core.newInstance()
engine.configure({ __emitter: RunEmitter })
const cache = new Map<string, string>()

/** Token runs of a text (see RunEmitter); empty where the language has no grammar. Remembered by content. */
export function runs(text: string, language: string): string {
  const grammar = text.length > LONGEST ? undefined : grammarOf(language)
  if (grammar === undefined) return ''
  const key = `${grammar}\n${text}`
  return cache.get(key) ?? keep(key, compute(text, grammar))
}

function keep(key: string, value: string): string {
  if (cache.size >= KEPT) cache.clear()
  cache.set(key, value)
  return value
}

function compute(text: string, grammar: string): string {
  if (grammar === 'json') return jsonRuns(text)
  if (longestLine(text) > LONGEST_LINE) return ''
  if (!engine.getLanguage(grammar))
    engine.registerLanguage(grammar, refined(grammar, load(`highlight.js/lib/languages/${grammar}`)))
  const result = engine.highlight(text, { language: grammar, ignoreIllegals: true })
  return result.errorRaised === undefined ? result.value : ''
}

function longestLine(text: string): number {
  return text.split('\n').reduce((longest, { length }) => Math.max(longest, length), 0)
}

/** Commands, flags and method calls are what samples are about, and highlight.js leaves them plain. */
function refined(grammar: string, define: LanguageFn): LanguageFn {
  const more = MORE[grammar]
  if (more === undefined) return define
  return (api) => {
    const language: Language = define(api)
    return { ...language, contains: [...more, ...language.contains] }
  }
}

const CALL: Mode = { scope: 'title', begin: /(?<=[\w)\]]\.)[a-z_]\w*[!?]?(?=\()/ }
const COMMANDS = /(?<=^\s*(?:\$ )?)(?:curl|wget|http|https|npm|npx|pip|gem|composer|docker|git)(?=\s)/m

const MORE: Readonly<Record<string, readonly Mode[]>> = {
  bash: [
    { scope: 'title', begin: COMMANDS },
    { scope: 'attr', begin: /(?<=\s)--?[A-Za-z][\w-]*/ },
  ],
  python: [CALL],
  ruby: [CALL],
}
