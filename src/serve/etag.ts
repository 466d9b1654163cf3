/** Entity tags (RFC 9110, section 8.8.3): what a caller has, and whether it is still so. */
import { hash } from 'node:crypto'

/** Bodies that are sent compressed are other bodies, and say so at the end of their tag. */
const ENCODED = /-(?:gzip|br)"$/

/** The tag of a content. */
export function tagOf(content: string | Uint8Array): string {
  return `"${hash('sha256', content, 'base64url').slice(0, 22)}"`
}

/** The tag of the same content in an encoding. */
export function encodedTag(tag: string, encoding: string): string {
  return `${tag.slice(0, -1)}-${encoding}"`
}

/** Whether the value of an `If-None-Match` or `If-Match` names the tag, in whatever encoding it was sent. */
export function names(header: string, tag: string): boolean {
  if (header.trim() === '*') return true
  return header.split(',').some((one) => one.trim().replace(/^W\//, '').replace(ENCODED, '"') === tag)
}
