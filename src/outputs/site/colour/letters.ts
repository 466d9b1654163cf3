/**
 * The kinds of words that are coloured, one letter each. Letters stand in `data-runs`; browser/paint.ts names the
 * highlights by them and styles/colour.css gives them their colours.
 */

const LETTERS: Readonly<Record<string, string>> = {
  comment: 'C',
  quote: 'C',
  keyword: 'K',
  'selector-tag': 'K',
  tag: '',
  name: 'K',
  section: 'F',
  string: 'S',
  regexp: 'S',
  link: 'S',
  'char.escape': 'N',
  number: 'N',
  literal: 'N',
  symbol: 'N',
  bullet: 'N',
  'variable.constant': 'N',
  title: 'F',
  'title.class': 'T',
  function: '',
  type: 'T',
  class: '',
  built_in: 'T',
  attr: 'A',
  attribute: 'A',
  property: 'A',
  'selector-attr': 'A',
  'selector-class': 'A',
  'selector-id': 'A',
  'selector-pseudo': 'A',
  variable: 'V',
  'template-variable': 'V',
  'template-tag': 'V',
  meta: 'M',
  'meta.prompt': 'C',
  doctag: 'M',
  subst: '',
  deletion: 'D',
  addition: 'I',
}

/** Every letter there is; the styles have a colour for each, by test. */
export const ALL_LETTERS: readonly string[] = [...new Set(Object.values(LETTERS).filter(Boolean))].toSorted()

/** The letter of a highlight.js scope; undefined where the scope says nothing, so that the outer one counts. */
export function letter(scope: string): string | undefined {
  if (!scope.includes('.')) return LETTERS[scope]
  const parts = scope.split('.')
  for (let length = parts.length; length > 0; length--) {
    const found = LETTERS[parts.slice(0, length).join('.')]
    if (found !== undefined) return found
  }
  return undefined
}
