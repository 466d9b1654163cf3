/** Includes: the files named in the front matter, found by Slate's rules. */
import { posix } from 'node:path'
import { finding, type Finding } from '../finding.ts'
import type { Budget } from './erb/budget.ts'
import type { Files } from './files.ts'
import type { IncludeName } from './frontmatter.ts'

export type Included = { readonly path: string; readonly text: string }
export type Includes = {
  readonly files: readonly Included[]
  readonly findings: readonly Finding[]
  /** Every path that was read or looked for. */
  readonly watched: readonly string[]
}

/** What a template file may be called after its name; the first is the page's own kind. */
const EXTENSIONS = [
  '.md',
  '.html.md',
  '.md.erb',
  '.html.md.erb',
  '.markdown',
  '.mkd',
  '.html',
  '.html.erb',
  '.erb',
  '',
] as const
/** More includes than any page has; a list that is longer is a mistake or an attack. */
const MOST = 5000
/** A page that lacks more includes lacks its folder: the others are not looked for. */
const MOST_LOST = 300

type From = { readonly main: string; readonly files: Files; readonly budget: Budget }

/** Loads the includes of a page in order. What is missing or outside is a finding at its line of the front matter. */
export function loadIncludes(names: readonly IncludeName[], { main, files, budget }: From): Includes {
  const loaded: Included[] = []
  const findings: Finding[] = []
  const watched: string[] = []
  let lost = 0
  for (const include of names.slice(0, MOST)) {
    if (lost >= MOST_LOST) break
    const found = find(include, candidates(include.name, main), files)
    watched.push(...found.looked)
    if (found.kind === 'lost') lost++
    if (found.kind === 'lost') findings.push(found.finding)
    else if (budget.take(found.file.path, found.file.text.length)) loaded.push(found.file)
    else findings.push(finding('include-endless', include.span))
  }
  return { files: loaded, findings, watched }
}

/** What was found under a name, or why nothing was, and every path that was looked for. */
export type Found =
  | { kind: 'found'; file: Included; looked: string[] }
  | { kind: 'lost'; finding: Finding; looked: string[] }

/** Finds a partial of a template: beside the file that names it, else at the root. */
export function findPartial(include: IncludeName, from: string, files: Files): Found {
  const places = [...new Set([posix.dirname(from), '.'])]
  return find(include, inPlaces(include.name, places), files)
}

function find(include: IncludeName, paths: Iterable<string>, files: Files): Found {
  const looked: string[] = []
  for (const path of paths) {
    // What can be read is inside, and nearly always the first is there.
    const text = leaves(path) ? undefined : files.read(path)
    if (text === undefined && (leaves(path) || files.outside?.(path) === true))
      return { kind: 'lost', finding: outside(include, path), looked }
    looked.push(path)
    if (text !== undefined) return { kind: 'found', file: { path, text }, looked }
  }
  return { kind: 'lost', finding: missing(include, looked), looked }
}

/** Paths in the order of Slate: beside the page, then at the root, each with the underscore first. */
function candidates(name: string, main: string): Iterable<string> {
  return inPlaces(name, [...new Set([posix.join(posix.dirname(main), 'includes'), 'includes'])])
}

/** One at a time, since nearly always the first is there. */
function* inPlaces(name: string, places: readonly string[]): Generator<string> {
  const clean = posix.normalize(name.trim().replaceAll('\\', '/')).replace(/^\/+/, '')
  const plain = clean.replace(/\.(?:html\.)?(?:md|markdown|erb)$/, '')
  const bare = [...new Set([clean, plain])]
  for (const file of [underscored, (path: string) => path]) {
    for (const place of places) {
      for (const path of bare) for (const extension of EXTENSIONS) yield posix.join(place, file(path) + extension)
    }
  }
}

function underscored(path: string): string {
  return posix.join(posix.dirname(path), `_${posix.basename(path)}`)
}

function leaves(path: string): boolean {
  return path === '..' || path.startsWith('../') || path.startsWith('/')
}

function missing({ name, span }: IncludeName, looked: readonly string[]): Finding {
  const likely = looked
    .filter((path) => path.endsWith('.md') && !path.endsWith('.html.md'))
    .map((path) => `\`${path}\``)
  const [first = `\`${name}\``] = likely
  return finding(
    'include-missing',
    span,
    `The include \`${name}\` is not there: looked for ${likely.join(', then ')}.`,
    `Add ${first}, or take \`${name}\` out of the list.`,
  )
}

function outside(include: IncludeName, path: string): Finding {
  return finding(
    'include-outside',
    include.span,
    `The include \`${include.name}\` leads out of the folder of the page, to \`${path}\`.`,
  )
}
