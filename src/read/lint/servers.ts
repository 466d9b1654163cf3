/** The address of the API: stated nowhere, or stated and then not used by any sample. */
import { finding, type Finding } from '../../finding.ts'
import type { Page } from '../../model/page.ts'
import { readUrl } from '../requests/url.ts'
import { callsIn } from '../requests/calls.ts'
import { unitsOf, codesOf, isTemplated, lineOf } from './look.ts'
import type { Rule } from './lint.ts'

/** A page of one or two operations is a draft. */
const FEWEST = 3

export const serverMissing: Rule = ({ page, contract }) => {
  const [first] = contract.operations
  if (first === undefined || contract.operations.length < FEWEST || contract.servers.length > 0) return []
  if (isTemplated(page)) return []
  if (
    page.files.some((file) => /https?:\/\/[\w.{}<>-]*(?:api|\/v\d|<%)|base ?url|host\b/i.test(withoutFront(file.text)))
  )
    return []
  return [
    finding('server-missing', first.span, `\`${first.path}\` and all other paths have no host, and no text names one.`),
  ]
}

function withoutFront(text: string): string {
  return text.replace(/^---\r?\n[^]*?\n---/, '')
}

export const serverConflict: Rule = ({ page }) => {
  const stated = statedHost(page)
  if (stated === undefined) return []
  const calls = codesOf(page).flatMap((code) => callsIn(code.text, code.language).map((call) => ({ code, call })))
  const hosts = calls.flatMap(({ call }) => (call.target.origin === undefined ? [] : [hostOf(call.target.origin)]))
  const [first] = calls.filter(({ call }) => call.target.origin !== undefined)
  if (first === undefined || hosts.some((host) => related(host, stated))) return []
  const { code, call } = first
  const message = `The base URL is at \`${stated}\`, but this sample calls \`${hosts[0]}\`, and so do all others.`
  const found: Finding = finding('server-conflict', lineOf(code, call.line, call.column), message)
  return new Set(hosts).size === 1 ? [found] : []
}

const BASE = /^(?:api )?(?:base|root) ?(?:url|uri|address)s?$|^(?:api )?endpoint$/i

/** What a section headed "Base URL" shows. */
function statedHost(page: Page): string | undefined {
  if (!page.blocks.some((block) => block.kind === 'heading' && BASE.test(block.text))) return undefined
  const unit = unitsOf(page).find((one) => BASE.test(one.heading?.text ?? ''))
  const texts = (unit?.parts ?? []).flatMap((part) =>
    part.blocks.flatMap((block) =>
      block.kind === 'code' ? [block.text] : block.kind === 'paragraph' ? [block.text] : [],
    ),
  )
  const url = texts.flatMap((text) => text.match(/https?:\/\/[^\s'"`<>,)]+/g) ?? [])
  const [only] = url
  const origin = only === undefined || url.length > 1 ? undefined : readUrl(`${only}/`)?.origin
  return origin === undefined ? undefined : hostOf(origin)
}

function hostOf(origin: string): string {
  return origin.replace(/^https?:\/\//, '')
}

/** Hosts of one domain: production and sandbox. */
function related(host: string, other: string): boolean {
  const domain = (name: string) => name.replace(/:\d+$/, '').split('.').slice(-2).join('.')
  return domain(host) === domain(other)
}
