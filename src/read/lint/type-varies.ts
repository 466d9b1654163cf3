/** A field of one record that two operations show in two types: `"id": 2` in the list, `"id": "2"` in the record. */
import { finding, type Finding } from '../../finding.ts'
import type { Operation, Response } from '../../model/contract.ts'
import { at, isRecord } from '../../model/places.ts'
import { resources, type Resource } from '../../model/resources.ts'
import { latestEach } from '../../model/remember.ts'
import { success } from '../../model/sight.ts'
import type { Json } from '../../model/shape.ts'
import { kindOf, lineOfField, standsForAny, withArticle } from './json-look.ts'
import type { Rule } from './lint.ts'
import { cappedOf, lineOf } from './look.ts'

export const typeVaries: Rule = ({ contract }) => {
  const operations = new Map(contract.operations.map((one) => [one.key, one]))
  return cappedOf(
    resources(contract).flatMap((one) => varyingIn(one, operations)),
    MOST,
    told,
  )
}

const MOST = 8

type Shown = { readonly name: string; readonly kind: string; readonly answer: Response }
type Varying = { readonly here: Shown; readonly there: Shown }

/** By their keys. */
type Operations = ReadonlyMap<string | undefined, Operation>

function varyingIn(resource: Resource, operations: Operations): readonly Varying[] {
  const own = Object.values(resource.operations).map((key) => operations.get(key))
  return known(resource, own, () => varying(resource, operations))
}

const known = latestEach<Resource, readonly Varying[]>()

/** Each field once: where it first is something else than it was. */
function varying(resource: Resource, operations: Operations): Varying[] {
  const shown = answersOf(resource, operations).flatMap(({ answer, records }) => fieldsOf(answer, records))
  return [...Map.groupBy(shown, ({ name }) => name).values()].flatMap((all) => {
    const [there] = all
    const here = there && all.find(({ kind }) => kind !== there.kind && !isExpanded(kind, there.kind))
    return there === undefined || here === undefined ? [] : [{ here, there }]
  })
}

/** An object in one answer and its id in another are meant so. */
function isExpanded(...kinds: readonly string[]): boolean {
  return kinds.includes('object') && !kinds.includes('array')
}

function answersOf(resource: Resource, all: Operations): { answer: Response; records: readonly Json[] }[] {
  const { operations, answers, envelope } = resource
  return (['list', 'get', 'create', 'replace', 'update'] as const).flatMap((action) => {
    const answer = success(all.get(operations[action]))
    if (answer?.example === undefined) return []
    const place = action === 'list' ? (envelope ?? []) : answers[action]
    const found = place === undefined ? undefined : at(answer.example, place)
    return [{ answer, records: Array.isArray(found) ? (found as readonly Json[]) : [found ?? null] }]
  })
}

/** Fields that have one type in all records of an answer; null and what stands for any value tell nothing. */
function fieldsOf(answer: Response, records: readonly Json[]): Shown[] {
  const values = records.filter(isRecord).flatMap((record) => Object.entries(record))
  return [...Map.groupBy(values, ([name]) => name)].flatMap(([name, all]) => {
    const kind = commonKind(all)
    return kind === undefined || kind === 'any' ? [] : [{ name, kind, answer }]
  })
}

/** Undefined where there is none, or more than one. */
function commonKind(values: readonly (readonly [string, Json])[]): string | undefined {
  let common: string | undefined
  for (const [, value] of values) {
    const kind = standsForAny(value) ? 'any' : kindOf(value)
    if (kind === 'null') continue
    if (common !== undefined && kind !== common) return undefined
    common = kind
  }
  return common
}

function told({ here, there }: Varying): Finding {
  const { line, column } = lineOfField(here.answer.text ?? '', here.name)
  const said = `\`${here.name}\` is ${withArticle(here.kind)} in this answer and ${withArticle(there.kind)} in that of line ${there.answer.span.line}, of the same record.`
  return finding('type-conflict', lineOf(here.answer, line, column), said)
}
