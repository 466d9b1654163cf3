/** What the author wants to hear no more: a comment before a block, a list in the front matter. */
import { FINDINGS, finding, type Finding } from '../../finding.ts'
import type { Page, SourceFile } from '../../model/page.ts'
import { inFrontMatter, linesOf } from './place.ts'

/** A code that is not to be told in these lines of a file; without `file`, nowhere. */
type Ignore = {
  readonly code: string
  readonly file: string | undefined
  readonly from: number
  readonly to: number
  readonly place: Finding['span']
}

/** The findings without those that the page ignores, and a note for each ignore that matches nothing. */
export function withoutIgnored(findings: readonly Finding[], page: Page): readonly Finding[] {
  const ignores = [...inFront(page), ...page.files.flatMap((file) => inComments(file, page))]
  if (ignores.length === 0) return findings
  const byKey = Map.groupBy(ignores, ({ code, file }) => keyOf(code, file))
  const used = new Set<Ignore>()
  const kept = findings.filter(({ code, span }) => {
    const by = [
      ...(byKey.get(keyOf(code, undefined)) ?? []),
      ...covering(byKey.get(keyOf(code, span.file)) ?? [], span.line),
    ]
    for (const ignore of by) used.add(ignore)
    return by.length === 0
  })
  return [...kept, ...ignores.filter((ignore) => !used.has(ignore)).map(unused)]
}

function keyOf(code: string, file: string | undefined): string {
  return `${code} ${file ?? ''}`
}

/** Those of a file, in order, that cover a line: the last that begins before it, and others before the same block. */
function covering(ignores: readonly Ignore[], line: number): Ignore[] {
  let [low, high] = [0, ignores.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ignores[middle]?.from ?? 0) <= line) low = middle + 1
    else high = middle
  }
  const found: Ignore[] = []
  for (let at = low - 1; at >= 0 && (ignores[at]?.to ?? 0) >= line; at--) found.push(...ignores.slice(at, at + 1))
  return found
}

function inFront(page: Page): Ignore[] {
  const lint = page.front['lint']
  const codes: unknown = typeof lint === 'object' && lint !== null && 'ignore' in lint ? lint.ignore : []
  return (Array.isArray(codes) ? codes : [codes]).map(String).map((code) => {
    const place = inFrontMatter(page, new RegExp(`(?<![\\w-])${code.replaceAll(/[^\w-]/g, '.')}(?![\\w-])`))
    return { code, file: undefined, from: 0, to: 0, place }
  })
}

/** Of a line without the space around it. */
const COMMENT = /^<!--\s*kittn-ignore\s([\w\s,-]*)-->$/

function inComments(file: SourceFile, page: Page): Ignore[] {
  if (!file.text.includes('kittn-ignore')) return []
  const blocks = page.blocks.filter((block) => block.span.file === file.path && !isComment(block))
  let at = 0
  return linesOf(page, file.path).flatMap((text, index) => {
    const codes =
      COMMENT.exec(text.trim())?.[1]
        ?.trim()
        .split(/[\s,]+/) ?? []
    const line = index + 1
    if (codes.length === 0) return []
    while ((blocks[at]?.span.endLine ?? Infinity) <= line) at++
    const next = blocks[at]
    if (next === undefined || (next.kind === 'code' && next.span.line < line)) return []
    const place = { file: file.path, line, column: 1, endLine: line }
    return codes.map((code) => ({ code, file: file.path, from: line, to: next.span.endLine, place }))
  })
}

/** Several comments may stand before one block. */
function isComment(block: Page['blocks'][number]): boolean {
  return block.kind === 'html' && /^\s*<!--[^]*-->\s*$/.test(block.html)
}

function unused({ code, place }: Ignore): Finding {
  const message =
    code in FINDINGS
      ? `\`${code}\` is ignored here, but there is no such finding.`
      : `\`${code}\` is no code of a finding.`
  return finding('ignore-unused', place, message)
}
