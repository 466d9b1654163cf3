/** Fields of a form as samples send them: `name=Ada&legs=4`. */
import { nestedForm, type FormFields, type Pair } from '../../model/form.ts'

/** So many fields are looked at. */
const MOST = 200

/** What the form says; undefined for what is no form. */
export function formIn(text: string): FormFields | undefined {
  return /^[\w.[\]%-]+=/.test(text) ? formOf([...new URLSearchParams(text)]) : undefined
}

/** What the fields say, in order. */
export function formOf(pairs: readonly Pair[]): FormFields {
  return nestedForm(pairs.slice(0, MOST))
}
