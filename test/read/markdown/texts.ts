/** Made-up Markdown, from the pieces that rules look at. */
import fc from 'fast-check'

const INLINE_PIECES = [
  ['a', 'b ', ' ', '1', 'é', '.', '\n', '  \n', '*', '**', '***', '_', '__', '~~', '~', '`', '``', '&', '&amp;', '\\'],
  ['[', ']', '(', ')', '](', '](x)', '[i]', '![', '!', ' "t")', '"', "'", '<', '>', '<b>', '</b>', '<http://x>', '@'],
].flat()

const LINES = [
  ['', '', '', 'a', 'b c', '# h', '## h #', '#x', '  # n', '---', '===', '-', '***', '* * *', '<b>x</b>', '\tt'],
  ['- a', '  - b', '    - c', '    x', '  y', '* z', '1. o', '   2. p', '+ - n', '10. t', '> q', '>r', '> - s'],
  ['```', '    ```', '  ```', '- ```', '|a|b|', '|-|-|', 'a | b', '--|:-:', '|x|', ' |q|', '[i]: u', '[i]'],
  ['[i]: u "t"', '<div>', '</div>', '  </div>', '<div>x</div>', '<p>z</p> w', '<!-- c -->', '<!--', '-->'],
  ['<hr/>', '<ins>', '<span>'],
].flat()

/** A paragraph or a little more. */
export const inlineText: fc.Arbitrary<string> = pieces(INLINE_PIECES, 20).map((text) => `x${text}\n\n[i]: u "t"`)

/** Up to twenty lines. */
export const blockText: fc.Arbitrary<string> = pieces(
  LINES.map((line) => `${line}\n`),
  20,
)

function pieces(from: readonly string[], maxLength: number): fc.Arbitrary<string> {
  return fc.array(fc.constantFrom(...from), { maxLength }).map((parts) => parts.join(''))
}
