/** A heading that states the request: `## GET /api/me`, `` ### `GET /api/me` ``, `## api/alerts GET`, `## Alerts [GET /alerts]`. */
import type { Heading } from '../../model/page.ts'
import { METHODS } from '../../model/contract.ts'
import { statements, type Statement } from '../requests/statement.ts'
import type { Convention, Request } from './convention.ts'

const REVERSED = new RegExp(String.raw`^([^\s/]*/\S*)\s+[[(]?(${METHODS.join('|')})[\])]?$`)

/** `## Search kittens [GET /kittens{?q}]` */
const BRACKETED = new RegExp(String.raw`\[((?:${METHODS.join('|')}) \/[^\][]*)\]$`)

export const requestHeading: Convention = (unit) =>
  unit.parts.flatMap(({ heading }) =>
    heading === undefined ? [] : stated(heading).map((found) => request(found, heading)),
  )

function stated(heading: Heading): Statement[] {
  const text = heading.text.trim()
  const bracketed = BRACKETED.exec(text)?.[1]
  if (bracketed !== undefined) return statements(bracketed)
  const reversed = REVERSED.exec(text)
  return statements(reversed === null ? text : `${reversed[2]} ${reversed[1]}`)
}

function request({ method, target }: Statement, heading: Heading): Request {
  return { kind: 'request', method, target, from: 'line', span: heading.span }
}
