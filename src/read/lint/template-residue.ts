/** Text and code of the Slate template on a page of another API. */
import { finding, type Finding } from '../../finding.ts'
import type { Block, Page } from '../../model/page.ts'
import type { Rule } from './lint.ts'
import { inEach, withoutComments } from './look.ts'
import { inFrontMatter, inPieces, placeOf } from './place.ts'

/** What only the template says. The first that a block shows is named. */
const RESIDUE: readonly RegExp[] = [
  /\bkittn\b(?!-ignore)/i,
  /meowmeowmeow/,
  /api_endpoint_here/,
  /happy kitten is an authenticated kitten/i,
  /some kittens will return 403/i,
  /too many kittens/i,
  /the kitten requested/i,
  /kittens? (?:is hidden for|has been removed from our servers)/i,
  /retrieves (?:all|a specific) kittens?/i,
  /ID of the (?:kitten|cat) to (?:retrieve|delete)/i,
  /will also include cats|kittens that have already been adopted/i,
  /"?Fluffums"?/,
  /https?:\/\/example\.com\/(?:api\/)?kittens\b/,
  /http:\/\/example\.com\/developers/,
  /api\.kittens\.(?:get|delete)\b/,
  /example API documentation page was created with/i,
  /This error section is stored in a separate file/i,
  /Inside HTML code blocks like this one/i,
]

/** Silent on a page that is about Kittn itself. */
export const templateResidue: Rule = ({ page }) => {
  if (/kittn/i.test(page.title) || !isLeftIn(page)) return []
  const blocks = leftIn(page).map((left) => told(left.word, placeOf(page, left.block.span, left.pattern), left.where))
  return [...inMeta(page), ...blocks]
}

/** Words of all of it, in lower case; most pages have none, which one look tells. */
const STEMS = `
  kitt, meow, endpoint_here, cat to, include cats, fluffums, .com/developers, api documentation page, error section
  html code block
`
  .trim()
  .split(/,|\n/)
  .map((stem) => stem.trim())

function isLeftIn({ files, description = '' }: Page): boolean {
  return hasStem(description) || files.some((file) => stemsIn(file).some(({ found }) => found))
}

const stemsIn = inPieces(hasStem)

function hasStem(text: string): boolean {
  const lower = text.toLowerCase()
  return STEMS.some((stem) => lower.includes(stem))
}

function inMeta(page: Page): Finding[] {
  if (!/\bkittn\b/i.test(page.description ?? '')) return []
  return [told('Kittn', inFrontMatter(page, /\bkittn\b/i), 'in the description')]
}

/** Most blocks have none of it, which one look tells. */
const ANY = new RegExp(RESIDUE.map((pattern) => pattern.source).join('|'), 'i')

const leftIn = inEach((block) => {
  const text = ownText(block)
  if (!ANY.test(text)) return []
  const where = block.kind === 'code' ? 'in a sample' : undefined
  const found = RESIDUE.map((pattern) => ({ block, where, pattern, word: pattern.exec(text)?.[0] ?? '' }))
  return found.filter(({ word }) => word !== '').slice(0, 1)
})

/** The text of a block itself; what stands inside lists and quotes is met on its own. */
function ownText(block: Block): string {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return block.text
    case 'code':
      return block.text
    case 'html':
      return withoutComments(block.html)
    case 'table':
      return [block.head, ...block.rows].flatMap((row) => row.map((cell) => cell.text)).join('\n')
    case 'list':
    case 'quote':
    case 'box':
    case 'rule':
      return ''
  }
}

function told(word: string, span: Finding['span'], where: string | undefined): Finding {
  return finding(
    'template-residue',
    span,
    `\`${word.slice(0, 60)}\`${where === undefined ? '' : ` ${where}`} was left over from the Slate template.`,
  )
}
