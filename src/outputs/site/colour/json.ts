/**
 * JSON, of which most answers are: one expression in place of a grammar, ten times as fast as highlight.js's. Samples
 * are seldom strict, so comments and what does not parse are taken as they come; what is not closed runs on, which keeps
 * the search linear.
 */
import { RunEmitter } from './emitter.ts'

/** A string and the colon that makes it a key; a number; a literal; a comment. */
const WORD =
  /("(?:[^"\\\n]|\\.)*"?)(\s*:)?|-?\b\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\b|\b(?:true|false|null)\b|\/\/.*|\/\*[^]*?(?:\*\/|$)/g

/** Token runs of a JSON text, as RunEmitter writes them. */
export function jsonRuns(text: string): string {
  const emitter = new RunEmitter()
  let end = 0
  for (const { 0: whole, 1: string, 2: colon, index } of text.matchAll(WORD)) {
    const coloured = string ?? whole
    emitter.addText(text.slice(end, index))
    emitter.startScope(string === undefined ? scopeOf(whole) : colon === undefined ? 'string' : 'attr')
    emitter.addText(coloured)
    emitter.endScope()
    end = index + coloured.length
  }
  return emitter.toHTML()
}

function scopeOf(word: string): string {
  if (word.startsWith('/')) return 'comment'
  return /^[tfn]/.test(word) ? 'literal' : 'number'
}
