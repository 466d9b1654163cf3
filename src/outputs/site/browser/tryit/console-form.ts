/** The form of a console: where to connect to, and the message to send. */
import type { TryChannel, TryIt } from '../../tryit/types.ts'
import { element } from '../element.ts'
import { parameterProblem } from './build.ts'
import { credentialsForm } from './credentials-form.ts'
import { button, freshId, group, select } from './dom.ts'
import { parameterId, type Draft } from './draft.ts'
import { fieldRow, type FieldRow } from './field.ts'
import { waysOf } from './form.ts'
import { say } from './say.ts'
import { untyped } from './typed.ts'

/** The id of the field that holds the message. */
export const MESSAGE = 'message'

export type ConsoleForm = {
  readonly parts: readonly HTMLElement[]
  /** Whether a message can be sent, and what the page says against it. */
  readonly ready: (open: boolean, problem: string | undefined) => void
  /** Says what stands against connecting; true if something does. */
  readonly complain: () => boolean
}
type About = {
  readonly channel: TryChannel
  readonly draft: Draft
  readonly all: TryIt
  readonly servers: readonly string[]
}
type Does = { readonly again: () => void; readonly send: () => void }

export function consoleForm(about: About, does: Does): ConsoleForm {
  const { channel, draft } = about
  const sent = channel.parameters.filter(({ in: place }) => place !== 'header')
  const rows = sent.map((one) => fieldRow(parameterId(one), one, draft))
  const message = messagePart(about, does)
  const parts = [
    serverPart(about, does.again),
    credentialPart(about, does.again),
    rows.length > 0 ? group(say('address'), ...rows.map(({ row }) => row)) : undefined,
    message.part,
  ]
  return {
    parts: parts.filter((part) => part !== undefined),
    ready: message.ready,
    complain: () => complain(channel, draft, rows),
  }
}

function complain(channel: TryChannel, { texts }: Draft, rows: readonly FieldRow[]): boolean {
  const wrong = rows.filter(({ id, say: tell }) => {
    const parameter = channel.parameters.find((one) => parameterId(one) === id)
    const words = parameter && parameterProblem(parameter, texts.get(id) ?? '')
    tell(words)
    return words !== undefined
  })
  wrong[0]?.control.focus()
  return wrong.length > 0
}

function serverPart({ servers, draft }: About, again: () => void): HTMLElement | undefined {
  if (servers.length < 2) return undefined
  const changed = (at: number): void => {
    draft.server = at
    again()
  }
  return group(
    say('server'),
    select(servers, draft.server, { 'aria-label': say('server'), 'data-field': 'server' }, changed),
  )
}

function credentialPart({ channel, all, draft }: About, again: () => void): HTMLElement | undefined {
  const part = credentialsForm(waysOf(channel, all), draft, again)
  if (part === undefined) return undefined
  const box = element('input', { type: 'checkbox', 'data-field': 'credential' })
  box.checked = draft.texts.get('credential') !== 'no'
  box.addEventListener('change', () => void draft.texts.set('credential', box.checked ? 'yes' : 'no'))
  part.append(element('label', { class: 'try-check try-about' }, box, say('inQuery')))
  return part
}

type MessagePart = Pick<ConsoleForm, 'ready'> & { readonly part: HTMLElement }

function messagePart({ channel, draft }: About, { again, send }: Does): MessagePart {
  const messages = channel.messages.filter(({ from }) => from === 'client')
  const id = freshId()
  const field = element('textarea', {
    id,
    rows: '8',
    'data-field': MESSAGE,
    'aria-describedby': `${id}-says`,
    spellcheck: 'false',
  })
  field.value = draft.texts.get(MESSAGE) ?? ''
  field.addEventListener('input', () => void draft.texts.set(MESSAGE, field.value))
  const says = element('p', { class: 'try-problem', id: `${id}-says` })
  const act = button(say('sendMessage'), { class: 'try-second' }, send)
  const label = element('label', { for: id, class: 'unseen' }, say('message'))
  const row = element('div', { class: 'try-field' }, label, field, says)
  return {
    part: group(say('message'), ...templates(messages, draft, again), row, act),
    ready: (open, problem) => {
      act.disabled = !open
      says.textContent = problem === undefined ? '' : say('notAsPage', problem)
    },
  }
}

/** The page's messages to begin with. */
function templates(messages: TryChannel['messages'], draft: Draft, again: () => void): HTMLElement[] {
  const shown = messages.filter(({ example }) => example !== undefined)
  if (shown.length === 0) return []
  const text = (at: number): string => untyped(shown[at]?.example ?? '')
  const now = shown.findIndex((_, at) => text(at) === draft.texts.get(MESSAGE))
  const labels = shown.map(({ name }) => name)
  const changed = (at: number): void => {
    draft.texts.set(MESSAGE, text(at))
    again()
  }
  const choice = select(labels, now, { 'aria-label': say('pageMessage'), 'data-field': 'template' }, changed)
  return [choice]
}
