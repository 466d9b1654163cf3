/** Switches to other versions of the page and to the page in other languages: lists that open without any script. */
import { attributes, escape } from './html.ts'
import { icon } from './mark.ts'
import type { Link } from './settings.ts'
import type { View } from './view.ts'

/** The switches that the page has, in one line. */
export function picks({ settings, words }: View): string[] {
  const named = settings.translations.map((link) => ({ ...link, lang: link.label, label: languageName(link.label) }))
  const all = [...pick(words.version, settings.versions), ...pick(words.language, named)]
  return all.length === 0 ? [] : [`<div class="picks">\n${all.join('\n')}\n</div>`]
}

function pick(name: string, links: readonly (Link & { readonly lang?: string })[]): string[] {
  if (links.length < 2) return []
  const here = links.find((link) => link.here)?.label ?? name
  const items = links.map(({ label, href, lang, here }) => {
    const list = { href: href || './', lang, hreflang: lang, 'aria-current': here ? 'true' : undefined }
    return `<li><a${attributes(list)}>${escape(label)}</a></li>`
  })
  const summary = `<summary><span class="unseen">${escape(name)}: </span>${escape(here)}${icon('fold')}</summary>`
  return [`<details class="pick" name="pick">${summary}<ul>${items.join('')}</ul></details>`]
}

/** `pt-BR` → português (Brasil): each language in its own words, so that those find it who read it. */
function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames([tag], { type: 'language', fallback: 'code' }).of(tag) ?? tag
  } catch {
    return tag
  }
}
