/** The body of a request: field by field where its shape is known, or as a text. */
import type { TryBody } from '../../tryit/types.ts'
import { element } from '../element.ts'
import { build, isForm, isJson } from './build.ts'
import { button, group, select } from './dom.ts'
import { BODY, canBeFields, fieldId, fieldsOf, isFile, type Draft } from './draft.ts'
import { fieldRow, type FieldRow } from './field.ts'
import { say } from './say.ts'
import type { TryOperation } from '../../tryit/types.ts'

/** `again` makes the form anew, when what it asks for has changed. */
export function bodyForm(
  operation: TryOperation,
  draft: Draft,
  again: () => void,
): { readonly rows: readonly FieldRow[]; readonly part: HTMLElement } {
  const body = operation.body ?? { mediaTypes: [], shape: { kind: 'any' } }
  const rows = rowsOf(body, draft)
  const top = element(
    'div',
    { class: 'try-switches' },
    ...mediaChoice(body, draft, again),
    ...wholeSwitch(operation, draft, again),
  )
  return { rows, part: group(say('body'), ...(top.childElementCount > 0 ? [top] : []), ...rows.map(({ row }) => row)) }
}

function rowsOf(body: TryBody, draft: Draft): FieldRow[] {
  const multipart = /^multipart\//i.test(draft.media)
  if (draft.whole && !multipart) return [wholeRow(draft)]
  return fieldsOf(body.shape).map((field) =>
    fieldRow(fieldId(field), field, draft, { file: multipart && isFile(field) }),
  )
}

function wholeRow(draft: Draft): FieldRow {
  const name = isJson(draft.media) ? 'JSON' : draft.media
  const made = fieldRow(BODY, { name, shape: { kind: 'object', fields: [], open: true }, required: false }, draft)
  made.control.ariaLabel = say('bodyAs', name)
  made.control.setAttribute(
    'rows',
    String(Math.min(24, Math.max(6, (draft.texts.get(BODY) ?? '').split('\n').length + 1))),
  )
  made.row.classList.add('try-whole')
  return made
}

function mediaChoice({ mediaTypes }: TryBody, draft: Draft, again: () => void): HTMLElement[] {
  if (mediaTypes.length < 2) return []
  const at = Math.max(0, mediaTypes.indexOf(draft.media))
  return [
    select(mediaTypes, at, { 'aria-label': say('bodyType') }, (chosen) => {
      draft.media = mediaTypes[chosen] ?? draft.media
      again()
    }),
  ]
}

/** Between fields and text; what was filled in goes along, as far as the other way can hold it. */
function wholeSwitch(operation: TryOperation, draft: Draft, again: () => void): HTMLElement[] {
  if (!canBeFields(operation.body) || !isJson(draft.media)) {
    if (isForm(draft.media)) draft.whole = !(fieldsOf(operation.body?.shape).length > 0)
    return []
  }
  const press = (whole: boolean) => (): void => {
    if (whole === draft.whole) return
    if (whole) writeWhole(operation, draft)
    draft.whole = whole
    again()
  }
  const one = (label: string, whole: boolean): HTMLElement => {
    return button(
      label,
      { 'aria-pressed': String(draft.whole === whole), 'data-field': `switch ${label}` },
      press(whole),
    )
  }
  return [
    element(
      'div',
      { class: 'try-segments', role: 'group', 'aria-label': say('bodyHow') },
      one(say('fields'), false),
      one('JSON', true),
    ),
  ]
}

function writeWhole(operation: TryOperation, draft: Draft): void {
  const { body } = build(operation, { ...draft, whole: false }, '').request
  if (body?.kind === 'text') draft.texts.set(BODY, body.text)
}
