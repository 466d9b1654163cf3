/** HTML that nothing can break out of: whatever is put into a template is text, unless it is HTML itself. */

/** Markup that may go out as it is. Only `html` makes it. */
export class Html {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }

  toString(): string {
    return this.text
  }
}

/** What may stand in a template; lists stand one after the other, and what is not there as nothing. */
export type Part = Html | string | number | bigint | boolean | null | undefined | readonly Part[]

/** html`<p>${name}</p>`: texts and numbers are escaped, `false`, null and undefined leave nothing behind. */
export function html(parts: TemplateStringsArray, ...values: readonly Part[]): Html {
  return new Html(parts.map((part, at) => part + markup(values[at])).join(''))
}

function markup(part: Part): string {
  if (part === undefined || part === null || typeof part === 'boolean') return ''
  if (part instanceof Html) return part.text
  return typeof part === 'object' ? part.map(markup).join('') : escaped(String(part))
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? '')
}
