/** Where the other forms of a page are published, beside its HTML. */

/** Everything before the page's name: empty for the page at the root, `v1/` for a folder, `other` for `other.html`. */
function stem(path: string): string {
  return path.replace(/\.html$/, '').replace(/(^|\/)index$/, '$1')
}

/** The page as Markdown: `page.md` for an index (no name that would itself be read as a page), else `other.md`. */
export function twinPath(path: string): string {
  const name = stem(path)
  return name === '' || name.endsWith('/') ? `${name}page.md` : `${name}.md`
}

/** A section of the page as Markdown. */
export function sectionPath(path: string, id: string): string {
  return `sections/${stem(path).replace(/(?<=[^/])$/, '/')}${id}.md`
}

/** The address of a page below the site's: a folder stands for its index. */
export function pageAddress(path: string): string {
  return path.replace(/(^|\/)index\.html$/, '$1')
}

/** From one page of the site to a file of it, relative: `v1/index.html` to `other.html` is `../other.html`. */
export function from(path: string, file: string): string {
  return '../'.repeat(path.split('/').length - 1) + file
}
