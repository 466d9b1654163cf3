/** Try-it for operations: the form, the request as it is typed, the answer. */
import type { TryIt, TryOperation } from '../../tryit/types.ts'
import { announce } from '../announce.ts'
import { element } from '../element.ts'
import { outcomePart } from './answer.ts'
import { build, type Built } from './build.ts'
import { codeCard } from './code-card.ts'
import { credentials } from './credentials.ts'
import { newDraft, type Draft } from './draft.ts'
import { formParts, mustWait, waysOf, type Now } from './form.ts'
import { makeFrame, replaceForm } from './frame.ts'
import { serversOf } from './load.ts'
import type { HttpRequest } from './request.ts'
import { signed } from './schemes.ts'
import { say } from './say.ts'
import { send, withheld, type Outcome } from './send.ts'

/** One dialog for all operations; what was filled in and what came back stays while the page is open. */
export class Panel {
  readonly #drafts = new Map<string, Draft>()
  readonly #outcomes = new Map<string, HTMLElement>()
  readonly #frame = makeFrame('try', () => void this.#submit())
  readonly #card = codeCard()
  readonly #result = element('div', { class: 'try-result' })
  #now: Now | undefined
  #turn = 0

  constructor() {
    const { form, dialog, side } = this.#frame
    side.append(this.#card.part, this.#result)
    form.addEventListener('input', () => void this.#update())
    dialog.addEventListener('close', () => this.#now?.running?.abort())
    document.addEventListener('kittn:credentials', () => void this.#update())
  }

  open(operation: TryOperation, all: TryIt): void {
    this.#start(operation, all)
    this.#frame.open()
    focusFirst(this.#frame.form, this.#frame.act)
  }

  /** The page has changed; an operation that is still there keeps what was filled in. */
  refresh(all: TryIt): void {
    const now = this.#now
    if (now === undefined || JSON.stringify(all) === JSON.stringify(now.all)) return
    const again = all.operations.find(({ key }) => key === now.operation.key)
    if (again === undefined) this.#frame.note.textContent = say('gone')
    else this.#start(again, all)
  }

  #start(operation: TryOperation, all: TryIt): void {
    const draft = this.#drafts.get(operation.key) ?? newDraft(operation.parameters, operation.body)
    this.#drafts.set(operation.key, draft)
    this.#now = { operation, all, draft, rows: [], warned: false, running: undefined }
    this.#draw()
  }

  #draw(): void {
    if (this.#now === undefined) return
    const { rows, parts } = formParts(this.#now, () => this.#draw())
    this.#now.rows = rows
    replaceForm(this.#frame.form, parts)
    this.#showResult(this.#now)
    void this.#update()
  }

  #showResult({ operation }: Now): void {
    this.#result.replaceChildren(this.#outcomes.get(operation.key) ?? hint())
  }

  async #update(): Promise<void> {
    const now = this.#now
    const turn = ++this.#turn
    if (now === undefined) return
    const { frame, request, problems } = { frame: this.#frame, ...(await built(now)) }
    // Signatures take a moment, in which more may have been typed.
    if (turn !== this.#turn) return
    frame.about(now.operation.title, request.method, request.url)
    this.#card.show(request)
    for (const row of now.rows) row.say(now.warned ? problems.get(row.id) : undefined)
    if (problems.size === 0) now.warned = false
    frame.act.textContent = say(now.running !== undefined ? 'cancel' : now.warned ? 'sendAnyway' : 'send')
    const names = withheld(request)
    frame.note.textContent = names.length === 0 ? '' : say('withheld', names.join(', '))
  }

  async #submit(): Promise<void> {
    const now = this.#now
    if (now === undefined) return
    if (now.running !== undefined) return now.running.abort()
    const { request, problems } = await built(now)
    if (!mustWait(now, problems)) await this.#send(now, request)
    void this.#update()
  }

  async #send(now: Now, request: HttpRequest<File>): Promise<void> {
    now.running = new AbortController()
    this.#frame.dialog.dataset['busy'] = ''
    void this.#update()
    const outcome = await send(request, now.running.signal)
    now.running = undefined
    delete this.#frame.dialog.dataset['busy']
    if (outcome.kind !== 'cancelled') this.#outcomes.set(now.operation.key, outcomePart(outcome))
    if (this.#now !== undefined) this.#showResult(this.#now)
    this.#result.scrollIntoView({ block: 'nearest' })
    announce(words(outcome))
  }
}

/** The request as it will leave, with the reader's credentials. */
async function built(now: Now): Promise<Built> {
  const { operation, all, draft } = now
  const servers = serversOf(all)
  const { request, problems } = build(operation, draft, servers[draft.server] ?? servers[0] ?? '')
  return { request: await signed(request, waysOf(now.operation, now.all)[draft.way] ?? [], credentials()), problems }
}

function hint(): HTMLElement {
  return element('p', { class: 'try-hint' }, say('answerHint'))
}

/** The first thing to fill in, else the button. */
function focusFirst(form: HTMLFormElement, act: HTMLButtonElement): void {
  const fields = [...form.querySelectorAll<HTMLInputElement>('input, textarea')].filter(
    ({ type }) => type !== 'checkbox',
  )
  const empty = fields.find(
    (field) => field.value === '' && (field.classList.contains('try-secret') || field.ariaRequired === 'true'),
  )
  ;(empty ?? act).focus({ preventScroll: empty === undefined })
}

function words(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'answer':
      return say('answered', outcome.status, Math.round(outcome.time))
    case 'failed':
      return outcome.words
    case 'cancelled':
      return say('cancelled')
  }
}
