/** A request in two places: the URL alone under or in "HTTP Request", or after "URL"; the method near it or in the sample. */
import { METHODS, type Method } from '../../model/contract.ts'
import type { Block, Heading, Paragraph } from '../../model/page.ts'
import { callsPath } from '../requests/path.ts'
import { readCurls } from '../requests/curl.ts'
import { readUrl, type Target } from '../requests/url.ts'
import { codes, type Part, type Unit } from '../units.ts'
import type { Convention, Request } from './convention.ts'

export const requestSplit: Convention = (unit) => {
  const found = unit.parts.flatMap((part) => [
    ...inRequestHeading(part),
    ...part.blocks.flatMap((block) => alone(block, part.role === 'request')),
  ])
  const [first] = found
  if (first === undefined) return []
  const { block, target } = first
  // A verb in the title ("Retrieve text") says too little: of such guesses one in four is wrong.
  const method = stated(unit) ?? inHeading(unit) ?? ofSample(unit, target)
  return method === undefined
    ? []
    : [{ kind: 'request', method, target, from: 'split', span: block.span } satisfies Request]
}

type Alone = { readonly block: Paragraph | Heading; readonly target: Target }

/** `### HTTP Request: /users/{id}` */
function inRequestHeading({ role, heading }: Part): Alone[] {
  if (role !== 'request' || heading === undefined) return []
  const url = /[:：]\s*((?:https?:\/)?\/\S+)$/u.exec(heading.text.trim())?.[1]
  const target = url === undefined ? undefined : readUrl(url)
  return target === undefined || target.path === '/' ? [] : [{ block: heading, target }]
}

/** A URL that is a paragraph of its own; outside a request heading only after the word "URL" or the like. */
function alone(block: Block, promised: boolean): Alone[] {
  if (block.kind !== 'paragraph') return []
  const text = block.text.trim()
  const label = /^(?:request |resource |full )?(?:url|uri|endpoint|path|address)\s*[:：]\s*/i.exec(text)
  if (!promised && label === null) return []
  const url = text.slice(label?.[0].length ?? 0)
  if (/\s/.test(url.replaceAll(/<[^<>]*>|\{[^{}]*\}/g, '')) || !/^(?:https?:\/\/|\/)/.test(url)) return []
  const target = readUrl(url)
  return target === undefined || target.path === '/' ? [] : [{ block, target }]
}

const WORD = METHODS.join('|')
const ALONE = new RegExp(
  `^(?:[^.\\n]{0,40}\\b(?:method|type|verb|m[eé]todo|方法|方式)[^.\\n:：]{0,20}[:：]\\s*)?(${WORD})$`,
  'iu',
)
const BEGINS = new RegExp(`^(${WORD})\\b`)

/** `POST` on a line of its own, or after "Method:". */
function stated(unit: Unit): Method | undefined {
  for (const part of unit.parts) {
    for (const block of part.blocks) {
      const word = block.kind === 'paragraph' ? ALONE.exec(block.text.trim())?.[1] : undefined
      if (word !== undefined) return methodOf(word)
    }
  }
  return undefined
}

/** `## GET all projects` */
function inHeading(unit: Unit): Method | undefined {
  const word = BEGINS.exec(unit.heading?.text ?? '')?.[1]
  return word === undefined ? undefined : methodOf(word)
}

function ofSample(unit: Unit, target: Target): Method | undefined {
  const calls = codes(unit).flatMap(({ code }) =>
    /^(?:shell|bash|sh|console)$/.test(code.language) ? readCurls(code.text) : [],
  )
  return calls.find((call) => {
    const called = readUrl(call.url)
    return called !== undefined && callsPath(called.path, target.path, true)
  })?.method
}

function methodOf(word: string): Method | undefined {
  return METHODS.find((method) => method === word.toUpperCase())
}
