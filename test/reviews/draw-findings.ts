/** Prints findings of the corpus drawn at random, as rows for findings.tsv: code, page, file, line, message. */
import type { Finding } from '../../src/finding.ts'
import { filesIn, read } from '../../src/read/index.ts'
import { corpus } from '../corpus.ts'

const [count = '200', seed = '20'] = process.argv.slice(2)

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function* random(from: number): Generator<number> {
  for (let state = from; ;) {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    yield ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const all = corpus.flatMap(({ name, root, main }) =>
  read(main, filesIn(root)).findings.map((found) => ({ name, found })),
)
const numbers = random(Number(seed))
const drawn = all
  .map((one) => ({ one, at: numbers.next().value ?? 0 }))
  .toSorted((a, b) => a.at - b.at)
  .slice(0, Number(count))
  .map(({ one }) => one)
  .toSorted((a, b) => a.found.code.localeCompare(b.found.code) || a.name.localeCompare(b.name))

const row = (name: string, { code, span, message }: Finding) =>
  [code, name, span.file, span.line, message.replaceAll(/\s+/g, ' ')].join('\t')

process.stdout.write(drawn.map(({ name, found }) => `${row(name, found)}\n`).join(''))
