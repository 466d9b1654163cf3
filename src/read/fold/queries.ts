/** What the queries of a section's calls name: `curl …/animals?wing=north`, "ask for `/animals?page=2`". */
import type { Method, Sample } from '../../model/contract.ts'
import type { Contribution } from '../conventions/index.ts'
import { callsPath } from '../requests/path.ts'
import { calledIn } from '../requests/sample-calls.ts'
import { readUrl, type QueryItem, type Target } from '../requests/url.ts'
import { textOf, type Unit } from '../units.ts'

type Shown = { readonly method: Method | undefined; readonly target: Target }

/** Calls of one section beyond which nothing new is to be expected. */
const MOST = 50
const MOST_TEXT = 20_000
const KNOWN = new WeakMap<Unit, readonly Shown[]>()
const LOOKED = new WeakMap<Sample, readonly Shown[]>()

/** The query of every call that the section shows of this operation; prose shows what is read. */
export function shownQuery(
  unit: Unit,
  found: readonly Contribution[],
  { method, path }: { readonly method: Method; readonly path: string },
): QueryItem[] {
  const samples = found.flatMap((one) => (one.kind === 'sample' ? [one.sample] : [])).slice(0, MOST)
  const stated = found.flatMap((one) => (one.kind === 'request' ? [one] : [])).slice(0, MOST)
  const all = [...stated, ...(method === 'GET' ? inProse(unit) : []), ...samples.flatMap(inSample)]
  const own = all.filter((one) => one.method === method && callsPath(one.target.path, path, true))
  return own.flatMap(({ target }) => target.query.filter(isShown))
}

/** `?…` and `?param=` show no name that one could send. */
function isShown({ name, value }: QueryItem): boolean {
  return value !== '' && !/^(?:param(?:eter)?s?|name|key|query|foo|bar|field|filter)\d*$/i.test(name)
}

function inSample(sample: Sample): readonly Shown[] {
  const known = LOOKED.get(sample) ?? (sample.text.includes('?') ? calledIn(sample) : [])
  LOOKED.set(sample, known)
  return known
}

const ADDRESS = /(?:https?:\/)?\/[^\s"'`?<>()|]{1,300}\?[\w.[\]%-]{1,60}=[^\s"'`<>()|、。]{1,300}/g

function inProse(unit: Unit): readonly Shown[] {
  const known = KNOWN.get(unit) ?? look(unit)
  KNOWN.set(unit, known)
  return known
}

function look({ parts }: Unit): Shown[] {
  const text = parts
    .map(({ blocks }) => textOf(blocks))
    .join('\n')
    .slice(0, MOST_TEXT)
  const found = text.includes('?') ? [...text.matchAll(ADDRESS)].slice(0, MOST) : []
  return found.flatMap(([url]) => {
    const target = readUrl(url)
    return target === undefined ? [] : [{ method: 'GET' as const, target }]
  })
}
