/** The reader's credentials, asked for once for the whole page. */
import type { TrySecurity } from '../../tryit/types.ts'
import { element } from '../element.ts'
import { areKept, credentials, forget, give, keepCredentials } from './credentials.ts'
import { button, freshId, group, select } from './dom.ts'
import type { Draft } from './draft.ts'
import { say } from './say.ts'
import { fieldsOf, titleOf, type CredentialField } from './schemes.ts'

/** The part of the form for these ways in; undefined where none is asked for. */
export function credentialsForm(
  ways: readonly (readonly TrySecurity[])[],
  draft: Draft,
  again: () => void,
): HTMLElement | undefined {
  const way = ways[draft.way] ?? ways[0]
  if (way === undefined) return undefined
  const changed = (at: number): void => {
    draft.way = at
    again()
  }
  const choice =
    ways.length < 2
      ? []
      : [select(ways.map(titleOf), ways.indexOf(way), { 'aria-label': say('wayIn'), 'data-field': 'way' }, changed)]
  return group(say('credential'), ...choice, ...fieldsOf(way).map((field) => row(field, again)), keeping(again))
}

function row(field: CredentialField, again: () => void): HTMLElement {
  const id = freshId()
  const input = element('input', {
    id,
    type: 'text',
    class: 'try-secret',
    'data-field': `credential ${field.id}`,
    autocomplete: 'off',
    spellcheck: 'false',
    autocapitalize: 'off',
  })
  input.value = credentials()[field.id] ?? ''
  input.addEventListener('input', () => give(field.id, input.value))
  const [example] = field.examples
  const useExample = (): void => {
    give(field.id, example ?? '')
    again()
  }
  const use =
    example === undefined || input.value !== ''
      ? []
      : [button(say('useExample', example), { class: 'try-link' }, useExample)]
  return element(
    'div',
    { class: 'try-field' },
    element('label', { for: id }, element('code', {}, field.label)),
    input,
    ...use,
  )
}

function keeping(again: () => void): HTMLElement {
  const box = element('input', { type: 'checkbox', 'data-field': 'remember' })
  box.checked = areKept()
  box.addEventListener('change', () => {
    keepCredentials(box.checked)
    again()
  })
  const label = element('label', { class: 'try-check' }, box, say('remember'))
  const given = Object.keys(credentials()).length > 0 || areKept()
  const forgotten = (): void => {
    forget()
    again()
  }
  return element(
    'div',
    { class: 'try-keeping' },
    label,
    ...(given ? [button(say('forget'), { class: 'try-link' }, forgotten)] : []),
  )
}
