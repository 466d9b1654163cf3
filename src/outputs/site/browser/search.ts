/** The search, loaded when it is first wanted. */
import { makeIndex, type Index } from './search/index.ts'
import { otherPages } from './search/pages.ts'
import { makePanel } from './search/panel.ts'

let index: Promise<Index> | undefined
let query = ''

const panel = makePanel((typed) => {
  query = typed
  void answer(typed)
})

async function answer(typed: string): Promise<void> {
  panel.busy()
  const { find } = await made()
  // Only the newest question is answered.
  if (typed === query) panel.show(typed.trim() === '' ? [] : find(typed), typed)
}

function made(): Promise<Index> {
  const main = document.querySelector('main') ?? document.body
  index ??= otherPages().then((others) => makeIndex(main, others))
  return index
}

/** Opens with what was typed while this script was on its way. */
function open(): void {
  const button = document.querySelector<HTMLElement>('.find')
  panel.open(button?.dataset['wanted'] ?? '')
  delete button?.dataset['wanted']
  void made()
}

document.addEventListener('kittn:search', open)
document.addEventListener('kittn:swap', () => {
  index = undefined
})
if (document.querySelector('.find[data-wanted]') !== null) open()
