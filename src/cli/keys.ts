/** Keys as an operator sees them. */
import colors from 'picocolors'
import type { Issued } from '../auth/index.ts'
import type { Owner } from '../portal/index.ts'
import type { Credential } from '../store/index.ts'
import { columns } from './terminal.ts'

/** A row for each key. */
export function tableOf(all: readonly Credential[], owners: ReadonlyMap<string, Owner>): string {
  const rows = all.map((one) => [
    one.id,
    `…${one.tail}`,
    one.name,
    kindOf(one, owners),
    one.created.slice(0, 10),
    termsOf(one).join(', '),
  ])
  return columns([['ID', 'KEY', 'NAME', 'KIND', 'MADE', ''], ...rows])
}

function kindOf({ admin, application }: Credential, owners: ReadonlyMap<string, Owner>): string {
  const owner = application === undefined ? undefined : owners.get(application)
  return [admin ? ['administrator'] : [], owner === undefined ? [] : [`${owner.application}, ${owner.email}`]]
    .flat()
    .join(', ')
}

function termsOf({ revoked, suspended, readOnly, scopes = [], rates = [] }: Credential): string[] {
  if (revoked !== undefined) return [`revoked ${revoked.slice(0, 10)}`]
  return [
    ...(suspended === undefined ? [] : [`suspended ${suspended.slice(0, 10)}`]),
    ...(readOnly === true ? ['reads only'] : []),
    ...scopes,
    ...rates.map(({ count, seconds }) => `${count}/${seconds}s`),
  ]
}

/** One secret alone, or a line for each of several values, goes to standard output, so that a script can keep it. */
export function shownKey({ values }: Issued, { id, name, admin }: Credential): void {
  console.log(values.length === 1 ? values[0]?.value : columns(values.map((one) => [`${one.name}:`, one.value])))
  console.error(colors.dim(`Key ${id} for ${name}${admin ? ', administrator' : ''}. It is not shown again.`))
}
