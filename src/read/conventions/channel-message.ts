/** Messages of WebSockets: the JSON samples of a unit about them, with who sends each and what the page calls it. */
import { words } from '../../model/names.ts'
import type { Heading } from '../../model/page.ts'
import type { Json } from '../../model/shape.ts'
import { within } from '../../model/spans.ts'
import { roleOf } from '../headings.ts'
import { proseIn } from '../prose.ts'
import { sendsIn } from '../requests/sends.ts'
import { codes, type Announced, type Unit } from '../units.ts'
import { looksLikeJson, meantBy, readJson } from '../values/json.ts'
import { sequence, type Piece } from '../values/sequence.ts'
import type { MessageFound } from './convention.ts'
import { explanations, type Explain } from './code-table.ts'
import { isAsking, kindsOf, saidSender, shownSender, type Sender } from './sender.ts'

/** The messages that a unit shows, in page order. Names may repeat. */
export function channelMessages(unit: Unit): readonly MessageFound[] {
  if (roleOf(unit.heading?.text ?? '') === 'header') return []
  const found: MessageFound[] = []
  const explain = explanations(unit)
  for (const announced of codes(unit)) {
    for (const piece of piecesOf(announced)) {
      const message = messageOf(piece, announced, { unit, explain, before: found.at(-1)?.from })
      if (message !== undefined) found.push(message)
    }
  }
  return found
}

/** What data shows side by side, or what a program sends; of that only what is JSON. */
function piecesOf(announced: Announced): readonly Piece[] {
  if (isData(announced)) return sequence(announced.code.text)
  if (!/\bsend|^\s*[<>]/im.test(announced.code.text)) return []
  return sendsIn(announced.code.text).filter(({ text }) => readJson(text).kind === 'json')
}

type Place = { readonly unit: Unit; readonly explain: Explain; readonly before: Sender | undefined }

const DATA = /^(?:json|javascript|plaintext|text)$/
/** A handshake that HTTP answers tells the address of the socket, and is no message. */
const HANDSHAKE = /"wss?:\/\//i

function isData({ code, part }: Announced): boolean {
  const aside = part.role === 'header' || part.role === 'fields' || /\bheaders?\b/i.test(part.heading?.text ?? '')
  const begins = code.text.replaceAll(/^\s*(?:\/\/|#).*$/gm, '')
  return !aside && DATA.test(code.language) && looksLikeJson(begins) && !HANDSHAKE.test(code.text)
}

function messageOf(piece: Piece, announced: Announced, place: Place): MessageFound | undefined {
  const example = meantBy(readJson(piece.text))
  if (example !== undefined && (typeof example !== 'object' || example === null)) return undefined
  const from = senderOf(example, piece, announced, place)
  const explained = place.explain(kindsOf(example), from)
  const line = 1 + piece.line
  const heading = headingOf(announced, place.unit)
  return {
    names: [...(explained === undefined ? [] : [explained.name]), ...namesOf(example, announced, heading)],
    heading,
    from,
    description: explained?.description ?? proseIn([announced.part]),
    example,
    span: within(announced.code.span, line, line + piece.text.split('\n').length - 1),
  }
}

/** Longer captions are prose about the message, in which both sides may occur. */
const CAPTION = 80

function senderOf(example: Json | undefined, piece: Piece, announced: Announced, { unit, before }: Place): Sender {
  const { caption, part } = announced
  const heading = part.heading?.text ?? ''
  const short = announced.near && caption.length <= CAPTION ? caption : ''
  const said = saidSender(piece.comment) ?? saidSender(short) ?? shownSender(example) ?? roleSender(announced)
  if (said !== undefined) return said
  if (before === 'client') return 'server'
  return isAsking(short) || isAsking(unit.heading === part.heading ? (unit.heading?.text ?? '') : heading)
    ? 'client'
    : 'server'
}

function roleSender({ part: { role } }: Announced): Sender | undefined {
  if (role === 'response' || role === 'errors') return 'server'
  return role === 'request' || role === 'body' || role === 'parameters' ? 'client' : undefined
}

/** Words of captions that name nothing. */
const GENERIC =
  /\b(?:json|structured?|following|above|below|examples?|samples?|messages?|requests?|responses?|payloads?|formats?|frames?)\b/i

const SENTENCE = /[,;，；。.]|^[a-z]|^(?:Sends?|Returns?|Expects?|The|When|To|If|After|You|This|An?|Client|Server)\b/u

/** A structural heading names nothing. */
function headingOf({ part }: Announced, unit: Unit): Heading | undefined {
  return part.role === undefined ? (part.heading ?? unit.heading) : unit.heading
}

/** A caption that names the message, else the heading; with the message's own word where that is not enough. */
function namesOf(example: Json | undefined, { caption, near }: Announced, heading: Heading | undefined): string[] {
  const titled = near && caption.length <= CAPTION && !GENERIC.test(caption) && !SENTENCE.test(caption)
  const label = tidied(titled ? caption : '') || tidied(heading?.text ?? '')
  const word = kindsOf(example).find((kind) => /^[\p{L}][\p{L}\p{N}._:-]{0,40}$/u.test(kind))
  if (word === undefined || label === '') return [label || word || 'Message']
  const both = `${label}: ${word}`
  return titled || words(label).includes(word.toLowerCase()) || label.toLowerCase() === word.toLowerCase()
    ? [label, both]
    : [both]
}

function tidied(text: string): string {
  return text
    .replace(/\s*(?:示例|例子|格式)\s*$/u, '')
    .replace(/^(?:examples?|samples?)\s+(?:of\s+)?(?:an?\s+|the\s+)?/i, '')
    .replace(/[\s:：.]+$/u, '')
    .trim()
}
