/** The request in the language of the reader's tab, as it is typed. */
import { languages } from '../choice.ts'
import { copyButton } from '../copy.ts'
import { element } from '../element.ts'
import { DEFAULT, languageOf, type Language } from './code/index.ts'
import { show } from './colours.ts'
import { button } from './dom.ts'
import type { HttpRequest } from './request.ts'
import { say } from './say.ts'

export type CodeCard = { readonly part: HTMLElement; readonly show: (request: HttpRequest) => void }

/** The languages of the page's tabs that can be written, each once, with the tab that chooses it. */
function offered(): { readonly tab: string | undefined; readonly language: Language }[] {
  const all = languages().flatMap((tab) => {
    const language = languageOf(tab)
    return language === undefined ? [] : [{ tab, language }]
  })
  const each = all.filter(({ language }, at) => all.findIndex((one) => one.language === language) === at)
  return each.length > 0 ? each : [{ tab: undefined, language: DEFAULT }]
}

export function codeCard(): CodeCard {
  const list = offered()
  const code = element('code', {})
  const pre = element(
    'pre',
    { class: 'highlight', tabindex: '0', role: 'group', 'aria-label': say('requestCode') },
    code,
  )
  const part = element('div', { class: 'highlight try-code' }, pre)
  let last: HttpRequest | undefined
  const chosen = (): Language => {
    const now = languageOf(document.documentElement.dataset['tab'] ?? '')
    return list.find(({ language }) => language === now)?.language ?? list[0]?.language ?? DEFAULT
  }
  const draw = (): void => {
    if (last !== undefined) show(code, chosen().write(last), false)
    for (const [at, one] of buttons.entries()) one.ariaPressed = String(list[at]?.language === chosen())
  }
  const buttons = list.map(({ tab, language }) =>
    button(language.label, { 'aria-pressed': 'false' }, () => {
      if (tab !== undefined) pageTab(tab)?.click()
      draw()
    }),
  )
  part.prepend(
    element('div', { class: 'try-languages', role: 'group', 'aria-label': say('requestLanguage') }, ...buttons),
  )
  part.append(copyButton(part))
  return {
    part,
    show: (request) => {
      last = request
      draw()
    },
  }
}

/** One choice for the whole page: the tab is the page's own. */
function pageTab(tab: string): HTMLElement | undefined {
  const all = [...document.querySelectorAll<HTMLElement>('[role=tab][data-language-name]')]
  return all.find((one) => one.dataset['languageName'] === tab)
}
