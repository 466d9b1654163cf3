/** One field of a form: its name, what the page says of it, the control that fits its shape, and what is wrong with it. */
import type { Field, Json, Shape } from '../../../../model/shape.ts'
import { element } from '../element.ts'
import { typeWords } from './check.ts'
import { freshId } from './dom.ts'
import type { Draft } from './draft.ts'
import { say } from './say.ts'
import { untyped } from './typed.ts'

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

export type FieldRow = {
  readonly id: string
  readonly row: HTMLElement
  readonly control: Control
  /** Shows what is wrong, or that nothing is. */
  readonly say: (words: string | undefined) => void
}

/** A row whose control writes into the draft. `file` where the field may be a file. */
export function fieldRow(
  id: string,
  field: Field,
  draft: Draft,
  { file = false }: { readonly file?: boolean } = {},
): FieldRow {
  const own = freshId()
  const describedBy = { id: own, 'data-field': id, 'aria-describedby': `${own}-says ${own}-about` }
  const control = file
    ? fileControl(id, draft, describedBy)
    : textControl(field, draft.texts.get(id) ?? '', describedBy)
  if (field.required) control.ariaRequired = 'true'
  if (!file) control.addEventListener('input', () => void draft.texts.set(id, control.value))
  const says = element('p', { class: 'try-problem', id: `${own}-says` })
  const about = element('p', { class: 'try-about', id: `${own}-about`, dir: 'auto' }, field.description ?? '')
  const row = element('div', { class: 'try-field' }, label(field, own, file), control, says, about)
  return {
    id,
    row,
    control,
    say: (words) => {
      says.textContent = words === undefined ? '' : say('fieldSays', field.name, words)
      control.ariaInvalid = words === undefined ? null : 'true'
    },
  }
}

function label(field: Field, id: string, file: boolean): HTMLElement {
  const type = file ? say('file') : typeWords(field.shape)
  const bounds = boundsWords(field.shape)
  const lines = field.shape.kind === 'array' ? say('oneALine') : ''
  const hints = [type, bounds, lines].filter(Boolean).join(', ')
  const made = element(
    'label',
    { for: id },
    element('code', {}, field.name),
    element('span', { class: 'try-type' }, hints),
  )
  if (field.required) made.append(element('span', { class: 'try-required' }, say('required')))
  return made
}

function boundsWords(shape: Shape): string {
  if (shape.kind !== 'integer' && shape.kind !== 'number') return ''
  const { minimum, maximum } = shape
  if (minimum !== undefined && maximum !== undefined) return say('range', minimum, maximum)
  return minimum === undefined ? (maximum === undefined ? '' : say('atMost', maximum)) : say('atLeast', minimum)
}

function textControl(field: Field, text: string, attributes: Readonly<Record<string, string>>): Control {
  const { shape } = field
  const values = valuesOf(shape)
  const usual = field.default === undefined ? '' : untyped(field.default)
  const plain = { ...attributes, autocomplete: 'off', spellcheck: 'false', autocapitalize: 'off' }
  if (values !== undefined) return choice(values, text, field.default, attributes)
  if (shape.kind === 'array' || shape.kind === 'object') return area(shape, text, { ...plain, placeholder: usual })
  const mode =
    shape.kind === 'integer' ? { inputmode: 'numeric' } : shape.kind === 'number' ? { inputmode: 'decimal' } : {}
  const input = element('input', { type: 'text', ...plain, ...mode, placeholder: usual })
  input.value = text
  return input
}

function area(shape: Shape, text: string, attributes: Readonly<Record<string, string>>): HTMLTextAreaElement {
  const rows = String(Math.min(12, Math.max(2, text.split('\n').length)))
  const made = element('textarea', { ...attributes, rows, ...(shape.kind === 'object' ? { class: 'try-json' } : {}) })
  made.value = text
  return made
}

function valuesOf(shape: Shape): readonly Json[] | undefined {
  if (shape.kind === 'boolean') return [true, false]
  return shape.kind === 'string' || shape.kind === 'integer' || shape.kind === 'number' ? shape.values : undefined
}

/** The first option sends nothing. What the reader typed before stays, though the page has other values now. */
function choice(
  values: readonly Json[],
  text: string,
  usual: Json | undefined,
  attributes: Readonly<Record<string, string>>,
): Control {
  const texts = values.map(untyped)
  if (text !== '' && !texts.includes(text)) texts.push(text)
  const none = usual === undefined ? say('notSent') : say('notSentUsual', untyped(usual))
  const option = (one: string): HTMLElement => element('option', { value: one }, one)
  const made = element('select', attributes, element('option', { value: '' }, none), ...texts.map(option))
  made.value = text
  return made
}

function fileControl(id: string, { files }: Draft, attributes: Readonly<Record<string, string>>): Control {
  const input = element('input', { type: 'file', ...attributes })
  const known = files.get(id)
  if (known !== undefined) {
    const list = new DataTransfer()
    list.items.add(known)
    input.files = list.files
  }
  input.addEventListener('input', () => {
    const file = input.files?.[0]
    if (file === undefined) files.delete(id)
    else files.set(id, file)
  })
  return input
}
