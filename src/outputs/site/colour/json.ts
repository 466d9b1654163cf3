/**
 * JSON, of which most answers are: one expression in place of a grammar, ten times as fast as highlight.js's. Samples
 * are seldom strict, so comments and what does not parse are taken as they come; what is not closed runs on, which keeps
 * the search linear.
 */
import { RunEmitter } from './emitter.ts'

const WORD =
  /(?<string>"(?:[^"\\\n]|\\.)*"?)(?<key>\s*:)?|(?<number>-?\b\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\b)|\b(?<literal>true|false|null)\b|(?<comment>\/\/.*|\/\*[^]*?(?:\*\/|$))/g

/** Token runs of a JSON text, as RunEmitter writes them. */
export function jsonRuns(text: string): string {
  const emitter = new RunEmitter()
  let end = 0
  for (const { 0: whole, index, groups = {} } of text.matchAll(WORD)) {
    const coloured = groups['string'] ?? whole
    emitter.addText(text.slice(end, index))
    emitter.startScope(scopeOf(groups))
    emitter.addText(coloured)
    emitter.endScope()
    end = index + coloured.length
  }
  return emitter.toHTML()
}

function scopeOf(groups: Readonly<Record<string, string | undefined>>): string {
  if (groups['string'] !== undefined) return groups['key'] === undefined ? 'string' : 'attr'
  if (groups['number'] !== undefined) return 'number'
  return groups['literal'] === undefined ? 'comment' : 'literal'
}
