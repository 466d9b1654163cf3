/** Addresses within a site of several pages. */

/** Where a page's file is published: `index.html.md` → `index.html`, `v1/other.html.md.erb` → `v1/other.html`. */
export function publishedAt(file: string): string {
  const bare = file.replace(/^localizable\//, '').replace(/(?:\.(?:md|markdown|mkd|erb|ya?ml))+$/, '')
  return bare.endsWith('.html') ? bare : `${bare}.html`
}
