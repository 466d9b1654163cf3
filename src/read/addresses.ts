/**
 * Links and images of a page that mean a page or a file of its own site become relative to the page, as Slate's build makes
 * them: then the site works below any address and from any folder. All others stay as they are written.
 */
import { posix } from 'node:path'
import { inside, withHtml } from '../model/edited.ts'
import type { Block, Page } from '../model/page.ts'
import { onceEach } from '../model/remember.ts'
import { contentsOf, deep } from '../model/walk.ts'

/** `path` is where the page is published; `has` whether the site has a page or file at a path. */
export type Place = { readonly path: string; readonly has: (path: string) => boolean }

const ADDRESS = /(<(?:a|img)\s[^<>]*?(?:href|src)\s*=\s*)(?:"([^"]*)"|'([^']*)')/gi

/** The page with its own addresses relative. */
export function withAddresses(page: Page, place: Place): Page {
  const move = (html: string): string =>
    html.includes('<') && /<(?:a|img)\s/i.test(html)
      ? html.replaceAll(ADDRESS, (whole, start: string, double?: string, single?: string) => {
          const to = relative(double ?? single ?? '', start.startsWith('<img'), place)
          return to === undefined ? whole : `${start}"${to}"`
        })
      : html
  return {
    ...page,
    tocFooters: page.tocFooters.map(move),
    blocks: page.blocks.map((block) => (names(block) ? moved(block, move) : block)),
  }
}

/** Whether a block has links or images at all. */
const names = onceEach((block: Block): boolean =>
  deep([block]).some((one) => contentsOf(one).some(({ html }) => /<(?:a|img)\s/i.test(html))),
)

/** Undefined where the address is nothing of the site. */
function relative(address: string, image: boolean, { path, has }: Place): string | undefined {
  const [, target = '', rest = ''] = /^([^?#]*)(.*)$/s.exec(address) ?? []
  if (target === '' || /^[\w+.-]+:|^\/\/|[<>{}"]/.test(target)) return undefined
  const here = posix.dirname(path)
  const at = (place: string): string =>
    place.startsWith('/') ? posix.normalize(place.slice(1)) : posix.join(here, place)
  const found = candidates(target, image)
    .map(at)
    .find((one) => !one.startsWith('../') && has(decoded(one)))
  return found === undefined ? undefined : (posix.relative(here, found) || posix.basename(found)) + rest
}

/** A page may be named by its file or by what it becomes; an image is looked for in `images/` last. */
function candidates(target: string, image: boolean): readonly string[] {
  if (image) return [target, posix.join('/images', target)]
  const bare = target.replace(/(?:\.(?:md|markdown|erb))+$/, '')
  // `data.md` means the page that is written in `data.html.md`, as it does where the files are read as they lie.
  return [bare, ...(bare === target ? [] : [`${bare}.html`]), posix.join(bare, 'index.html'), target]
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

type Move = (html: string) => string

function moved(block: Block, move: Move): Block {
  switch (block.kind) {
    case 'code':
    case 'rule':
      return block
    case 'heading':
    case 'paragraph':
    case 'html':
      return withHtml(block, move(block.html))
    case 'quote':
    case 'box':
    case 'list':
      return inside(block, (one) => moved(one, move))
    case 'table':
      if (![block.head, ...block.rows].some((row) => row.some(({ html }) => move(html) !== html))) return block
      return {
        ...block,
        head: block.head.map((cell) => withHtml(cell, move(cell.html))),
        rows: block.rows.map((row) => row.map((cell) => withHtml(cell, move(cell.html)))),
      }
  }
}
