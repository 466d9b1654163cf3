/** Paths of documents as callers write them, and the ids that stand for them. */
import { fail } from 'kittn'

/** As much as every service can keep. */
const LONGEST_PATH = 1024
const LONGEST_NAME = 255

/** Control characters that no protocol can carry, and the separator of other systems. */
// eslint-disable-next-line no-control-regex
const FORBIDDEN = /[\x00-\x1f\x7f\\]/

/** A path that stays below the root of its element. Fails with 400 for one that is none. */
export function cleanPath(text: string, parameter = 'path'): string {
  const wrong = (message: string): never => fail(400, message, { parameter })
  if (!text.startsWith('/')) wrong(`A path begins with "/": ${quoted(text)} does not.`)
  if (!text.isWellFormed() || FORBIDDEN.test(text)) wrong('A path has no control characters and no backslashes.')
  const path = text === '/' ? text : text.replace(/\/$/, '')
  if (Buffer.byteLength(path) > LONGEST_PATH) wrong(`A path has at most ${LONGEST_PATH} bytes.`)
  if (path !== '/')
    for (const name of path.slice(1).split('/')) {
      if (name === '' || name === '.' || name === '..')
        wrong(`A path has no name ${quoted(name)}: ${quoted(text)} does.`)
      if (Buffer.byteLength(name) > LONGEST_NAME) wrong(`A name has at most ${LONGEST_NAME} bytes.`)
    }
  return path
}

/** The id of a path: the same as long as nothing is moved, and without characters that need an escape. */
export function idOf(path: string): string {
  return Buffer.from(path).toString('base64url')
}

/** The path that an id stands for. Fails with 404 for an id that was never given out. */
export function pathOf(id: string): string {
  const path = Buffer.from(id, 'base64url').toString()
  if (idOf(path) !== id || !path.startsWith('/')) fail(404, `There is no file with the id ${quoted(id)}.`)
  return cleanPath(path, 'id')
}

function quoted(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text)
}
