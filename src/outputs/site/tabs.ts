/** Tabs: which blocks the chosen language shows. The rules are made for the page, for no inline style may do it. */
import type { Tab } from '../../model/page.ts'

/** CSS that hides the samples and the `lang-specific` elements of every tab but the chosen one (`data-tab` on the root). */
export function tabRules(tabs: readonly Tab[]): string {
  const any = tabs.map(({ key }) => `.${identifier(key)}`).join(',')
  return tabs
    .map(({ key }) => {
      const chosen = `[data-tab="${string(key)}"]`
      const samples = `${chosen} [data-only]:not([data-only="${string(key)}"],[data-also~="${string(key)}"])`
      return `${samples},${chosen} .lang-specific:is(${any}):not(.${identifier(key)}){display:none}`
    })
    .join('\n')
}

function identifier(text: string): string {
  return text.replaceAll(/[^\w-]|^-?\d|^-$/g, escaped)
}

function string(text: string): string {
  return text.replaceAll(/["\\\n\r\f<]/g, escaped)
}

function escaped(characters: string): string {
  return [...characters].map((character) => `\\${character.codePointAt(0)?.toString(16) ?? ''} `).join('')
}
