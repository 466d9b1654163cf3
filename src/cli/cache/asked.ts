/** What was asked of the files of a page, so that it can be asked again: while all answers are the same, so is what was read. */
import { hash } from 'node:crypto'
import type { Files } from '../../read/index.ts'

type Ask = keyof Files
/** A question with a digest of its answer. */
export type Asked = readonly [ask: Ask, path: string, answer: string]

/** Files that note what they are asked, each question once. */
export function recorded(from: Required<Files>): {
  readonly files: Required<Files>
  readonly asked: () => readonly Asked[]
} {
  const all = new Map<string, Asked>()
  const noting =
    <Answer extends string | boolean | undefined>(ask: Ask, answer: (path: string) => Answer) =>
    (path: string): Answer => {
      const said = answer(path)
      all.set(`${ask} ${path}`, [ask, path, digest(said)])
      return said
    }
  const files = {
    read: noting('read', from.read),
    has: noting('has', from.has),
    outside: noting('outside', from.outside),
    beside: noting('beside', from.beside),
  }
  return { files, asked: () => [...all.values()] }
}

/** Whether the files give the same answers still. */
export function stillSo(asked: readonly Asked[], files: Required<Files>): boolean {
  return asked.every(([ask, path, answer]) => digest(files[ask](path)) === answer)
}

function digest(answer: string | boolean | undefined): string {
  return typeof answer === 'string' ? hash('sha256', answer, 'base64url') : String(answer)
}
