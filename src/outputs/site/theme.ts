/** `theme` in the front matter: the properties that make the look, as rules in the page's style sheet. */
import type { Page } from '../../model/page.ts'

/** What a page may set; tokens.css says what each is. */
const PROPERTIES: ReadonlySet<string> = new Set([
  'accent',
  'ink',
  'ink-soft',
  'paper',
  'paper-code',
  'line',
  'radius',
  'font',
  'font-heading',
  'font-code',
  'nav',
  'width',
])

/** Nothing that ends the declaration, loads a file or begins something else. */
const VALUE = /^(?!.*(?:url|image-set|expression)\s*\()[^;{}<>@\\]+$/i

/** The rules for a page: a value as it stands, or two of them, for light and dark. */
export function themeRules({ front }: Pick<Page, 'front'>): string {
  const { theme } = front
  if (typeof theme !== 'object' || theme === null) return ''
  const rules = Object.entries(theme).flatMap(([name, value]: [string, unknown]) => {
    const property = name.replaceAll('_', '-')
    const said = valueOf(value)
    return PROPERTIES.has(property) && said !== undefined ? [`--kittn-${property}:${said}`] : []
  })
  return rules.length === 0 ? '' : `:root{${rules.join(';')}}\n`
}

function valueOf(value: unknown): string | undefined {
  if (Array.isArray(value)) {
    const [light, dark] = value.map(valueOf)
    return light !== undefined && dark !== undefined ? `light-dark(${light},${dark})` : light
  }
  const said = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : ''
  return VALUE.test(said) ? said : undefined
}
