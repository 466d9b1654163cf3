/** The line under the content: when it was changed, where it can be edited, what else it can be had as. */
import { from, twinPath } from '../twin.ts'
import { attributes, escape } from './html.ts'
import type { Place } from './places.ts'
import type { View } from './view.ts'

/** Nothing where there is nothing to say. */
export function foot(view: View): string[] {
  const items = [changedOn(view), edit(view), markdown(view), prints(view)].filter((item) => item !== '')
  const line = items.length === 0 ? [] : [`<footer class="foot" data-added>${items.join('')}</footer>`]
  return [...turns(view), ...line]
}

/** To the page before and after this one. */
function turns({ pages, words }: View): string[] {
  const at = pages.findIndex(({ here }) => here)
  const turn = (rel: 'prev' | 'next', name: string, place: Place | undefined): string[] =>
    place === undefined
      ? []
      : [`<a${attributes({ rel, href: place.href })}><small>${escape(name)}</small> ${escape(place.title)}</a>`]
  const links = [...turn('prev', words.previous, pages[at - 1]), ...turn('next', words.next, pages[at + 1])]
  return links.length === 0
    ? []
    : [`<nav class="turns" data-added${attributes({ 'aria-label': words.pages })}>${links.join('')}</nav>`]
}

function changedOn({ changed, settings, words }: View): string {
  if (changed === undefined) return ''
  const date = new Date(`${changed}T00:00:00Z`)
  if (Number.isNaN(date.getTime())) return ''
  const said = new Intl.DateTimeFormat(settings.lang, { dateStyle: 'long', timeZone: 'UTC' }).format(date)
  return `<span>${escape(words.changed)} <time datetime="${changed}">${escape(said)}</time></span>`
}

/** The address of the main file; without `{file}` in it the file's path is put after it. */
function edit({ reading: { page }, settings, words }: View): string {
  const file = page.files[0]?.path
  if (settings.editUrl === undefined || file === undefined) return ''
  const path = encodeURI(file)
  const href = settings.editUrl.includes('{file}')
    ? settings.editUrl.replaceAll('{file}', () => path)
    : `${settings.editUrl.replace(/\/$/, '')}/${path}`
  return `<a${attributes({ href, class: 'edit' })}>${escape(words.edit)}</a>`
}

/** A page that is one file has no other beside it. */
function markdown({ path, words, single }: View): string {
  if (single) return ''
  return `<a${attributes({ href: from(path, twinPath(path)), type: 'text/markdown' })}>${escape(words.markdown)}</a><button type="button" data-twin>${escape(words.copyMarkdown)}</button>`
}

/** The chosen language, or all of them where there are several. */
function prints({ reading: { page }, words }: View): string {
  const all = page.tabs.length < 2 ? '' : `<button type="button" data-print="all">${escape(words.printAll)}</button>`
  return `<button type="button" data-print="chosen">${escape(words.print)}</button>${all}`
}
