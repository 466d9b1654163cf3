/** Findings at the place that they are about: a line under the block, which opens to the cure. */
import { element } from '../element.ts'
import type { Finding } from './finding.ts'
import styles from './overlay.shadow.css'
import { word } from '../word.ts'
import { wording } from './wording.ts'

const sheet = new CSSStyleSheet()
sheet.replaceSync(styles)

/** Puts the findings to the marks of the page; call again when either has changed. */
export function overlay(findings: readonly Finding[]): void {
  const waiting = Map.groupBy(
    findings.filter(({ placed }) => placed),
    ({ code }) => code,
  )
  for (const mark of document.querySelectorAll<HTMLElement>('main [data-findings]')) {
    const codes = mark.dataset['findings']?.split(' ') ?? []
    const about = codes.flatMap((code) => waiting.get(code)?.shift() ?? [])
    // A sample that its tab hides takes its mark along.
    const { only, also } = (mark.previousElementSibling as HTMLElement | null)?.dataset ?? {}
    if (only !== undefined) mark.dataset['only'] = only
    if (also !== undefined) mark.dataset['also'] = also
    const root = mark.shadowRoot ?? mark.attachShadow({ mode: 'open' })
    root.adoptedStyleSheets = [sheet]
    root.replaceChildren(...about.map(note))
  }
}

function note({ severity, code, message, cure, span }: Finding): HTMLElement {
  const place = `${word(severity)} ${code} · ${span.file}:${span.line}:${span.column}`
  return element(
    'details',
    { class: `sev-${severity}` },
    element('summary', {}, element('span', { class: 'message' }, ...wording(message))),
    element('p', {}, ...wording(cure)),
    element('p', { class: 'place' }, place),
  )
}
