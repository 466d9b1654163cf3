/** axe-core in a page: what keeps people out of it. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { until } from './chromium.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const COLOURS = ['color-contrast', 'link-in-text-block']

/**
 * What breaks the rules, with the elements that do, in light and in dark colours; `within` is a selector of what is looked
 * at, by default the document. Only rules about colours are asked in both. They take axe more time than all others
 * together, so of the texts that look alike at the same kind of place each is asked about once, and what has none of them
 * is taken out meanwhile: axe goes through all that is there.
 */
export async function violations(page: Page, within?: string): Promise<string[]> {
  // What the first frame left out has no colours to look at.
  await until(page, "!document.querySelector('[data-js]:not([data-whole]) main > .row')")
  if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(AXE)
  const rules = Object.fromEntries(COLOURS.map((rule) => [rule, { enabled: false }]))
  const found = [
    await run(page, within === undefined ? 'document' : JSON.stringify(within), { rules }),
    await run(page, texts(within), { runOnly: COLOURS }),
  ]
  await page.emulateMedia({ colorScheme: 'dark' })
  found.push((await run(page, texts(within), { runOnly: COLOURS })).map((one) => `dark: ${one}`))
  await page.emulateMedia({ colorScheme: 'light' })
  return found.flat()
}

async function run(page: Page, context: string, options: object): Promise<string[]> {
  const found = await page.evaluate<{ violations: { id: string; nodes: { html: string }[] }[] }>(
    `axe.run(${context}, ${JSON.stringify({ resultTypes: ['violations'], ...options })}).finally(() => {
      for (const [mark, away] of window.kittnAway ?? []) mark.replaceWith(away)
      window.kittnAway = []
    })`,
  )
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' · ')}`)
}

/** Of the elements that have text of their own, the first of each colour, element and elements around it. */
function texts(within = 'body'): string {
  return `(() => {
    const first = new Map()
    const kind = (element, depth) =>
      element === null || depth === 0 ? '' : kind(element.parentElement, depth - 1) + '>' + element.localName + '.' + String(element.className).replace(/\\b(?:step-|n)\\d+/g, '')
    for (const root of document.querySelectorAll(${JSON.stringify(within)}))
      for (const element of root.querySelectorAll('*')) {
        const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== '')
        if (!own || !element.checkVisibility()) continue
        const { color, backgroundColor, fontWeight } = getComputedStyle(element)
        const key = [kind(element, 4), color, backgroundColor, fontWeight].join()
        if (!first.has(key)) first.set(key, element)
      }
    const kept = new Set()
    for (const one of first.values()) for (let at = one; at !== null; at = at.parentElement) kept.add(at)
    const others = [...document.querySelectorAll('body > *, main > *')].filter((one) => !kept.has(one))
    window.kittnAway = others.map((away) => {
      const mark = document.createComment('')
      away.replaceWith(mark)
      return [mark, away]
    })
    return { include: [...first.values()] }
  })()`
}
