/** The documents of the repository and what they point to. */
import { dirname, posix } from 'node:path'
import { exists, textOf, tracked } from './tree.ts'

export type Document = { readonly path: string; readonly text: string }

export const TOP: readonly string[] = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CONTEXT.md', 'CHANGELOG.md']

/** The top-level documents that are there, and everything below docs/. */
export function documents(): Document[] {
  const below = (tracked() ?? []).filter((path) => /^docs\/.*\.md$/.test(path))
  return [...TOP.filter(exists), ...below].map((path) => ({ path, text: textOf(path) }))
}

/** Paths of this repository that a text names; patterns such as `src/<stage>/` are none. */
export function namedPaths(text: string): string[] {
  const found = text.matchAll(/(?<![\w/.~-])((?:src|test|docs|bench|script|apis|\.ci)\/[\w./<>{}*…-]*)/g)
  const paths = [...found].map(([, path = '']) => path.replace(/[.…]+$/, ''))
  return [...new Set(paths)].filter((path) => !/[<>{}*]|NNNN/.test(path))
}

/** Links to other documents and files, as `file#anchor` seen from the root. */
export function links({ path, text }: Document): string[] {
  const prose = withoutFences(text).replaceAll(/`[^`\n]*`/g, '')
  const targets = [...prose.matchAll(/\]\(\s*<?([^)\s>]+)>?[^)]*\)|(?:src|href)="([^"]+)"/g)].map(
    (match) => match[1] ?? match[2] ?? '',
  )
  return targets.filter((target) => !/^(https?:|mailto:)/.test(target)).map((target) => resolveLink(path, target))
}

function resolveLink(from: string, target: string): string {
  if (target.startsWith('#')) return from + target
  return posix.normalize(posix.join(dirname(from), decodeURI(target)))
}

/** Ids that headings of a document get where it is read on the web. */
export function headingIds(text: string): Set<string> {
  const prose = withoutFences(text)
  const ids = new Map<string, number>()
  const all = [...prose.matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm)].map(([, heading = '']) => {
    const plain = heading.replaceAll(/[`*]|\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase()
    const id = plain.replaceAll(/[^\p{L}\p{N}\s_-]/gu, '').replaceAll(' ', '-')
    const count = ids.get(id) ?? 0
    ids.set(id, count + 1)
    return count === 0 ? id : `${id}-${count}`
  })
  return new Set(all)
}

/** Fences may hold shorter fences. */
function withoutFences(text: string): string {
  return text.replaceAll(/^(`{3,}|~{3,}).*\n[^]*?^\1.*$/gm, '')
}
