/**
 * Takes highlight.js's events and writes token runs in place of HTML. A run is a letter, or `.` for plain text, and a
 * length in base 36: `K3.1F5` colours 3 characters as K, leaves 1, colours 5 as F. Plain text at the end is left out.
 */
import type { Emitter } from 'highlight.js'
import { letter } from './letters.ts'

type Run = { letter: string; length: number }

export class RunEmitter implements Emitter {
  readonly #runs: Run[] = []
  readonly #letters: string[] = ['']

  addText(text: string): void {
    this.#push(this.#letters.at(-1) ?? '', text.length)
  }
  startScope(scope: string): void {
    this.#letters.push(letter(scope) ?? this.#letters.at(-1) ?? '')
  }
  endScope(): void {
    this.#letters.pop()
  }
  /** What highlight.js's own engine calls; the names above are those of its type. */
  openNode(scope: string): void {
    this.startScope(scope)
  }
  closeNode(): void {
    this.endScope()
  }
  __addSublanguage(inner: RunEmitter): void {
    for (const run of inner.#runs) this.#push(run.letter, run.length)
  }
  finalize(): void {}

  /** The name is highlight.js's: the result is its `value`. */
  toHTML(): string {
    const used = this.#runs.at(-1)?.letter === '' ? this.#runs.slice(0, -1) : this.#runs
    return used.map((run) => (run.letter === '' ? '.' : run.letter) + run.length.toString(36)).join('')
  }

  #push(kind: string, length: number): void {
    const last = this.#runs.at(-1)
    if (last?.letter === kind) last.length += length
    else if (length > 0) this.#runs.push({ letter: kind, length })
  }
}
