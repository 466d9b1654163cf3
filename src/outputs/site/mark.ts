/** Drawings: the mark of Kittn and the few icons of the page. All are drawn in the colour of the text around them. */

const PAW =
  '<path d="M16 15.2c3.9 0 7.6 3.6 7.6 7.5 0 2.6-1.9 4.3-4.2 4.3-1.3 0-2.2-.5-3.4-.5s-2.1.5-3.4.5c-2.3 0-4.2-1.7-4.2-4.3 0-3.9 3.7-7.5 7.6-7.5Z"/>' +
  '<ellipse cx="6.6" cy="14.6" rx="2.7" ry="3.6" transform="rotate(-24 6.6 14.6)"/>' +
  '<ellipse cx="25.4" cy="14.6" rx="2.7" ry="3.6" transform="rotate(24 25.4 14.6)"/>' +
  '<ellipse cx="12.1" cy="8.4" rx="2.9" ry="4" transform="rotate(-8 12.1 8.4)"/>' +
  '<ellipse cx="19.9" cy="8.4" rx="2.9" ry="4" transform="rotate(8 19.9 8.4)"/>'

/** The mark, drawn into the page. */
export const MARK: string = `<svg class="mark" viewBox="0 0 32 32" fill="currentColor" aria-hidden="true">${PAW}</svg>`

/** The mark as a file of its own, for the browser's tab. */
export const FAVICON: string =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><style>path,ellipse{fill:#c2410c}' +
  `@media (prefers-color-scheme:dark){path,ellipse{fill:#fb923c}}</style>${PAW}</svg>\n`

const ICONS = {
  menu: '<path d="M3 5.5h14M3 10h14M3 14.5h14"/>',
  search: '<circle cx="9" cy="9" r="5.25"/><path d="m13 13 4 4"/>',
  fold: '<path d="m6.5 8 3.5 3.75L13.5 8"/>',
  system: '<rect x="3" y="4" width="14" height="9.5" rx="1.5"/><path d="M7.5 16.5h5"/>',
  light:
    '<circle cx="10" cy="10" r="3.25"/><path d="M10 2.5v1.75M10 15.75v1.75M2.5 10h1.75M15.75 10h1.75M4.7 4.7l1.24 1.24M14.06 14.06l1.24 1.24M4.7 15.3l1.24-1.24M14.06 5.94l1.24-1.24"/>',
  dark: '<path d="M16.5 11.6A6.75 6.75 0 1 1 8.4 3.5a5.25 5.25 0 0 0 8.1 8.1Z"/>',
} as const

/** An icon of 20 by 20, drawn in strokes; it says nothing to screen readers. */
export function icon(name: keyof typeof ICONS): string {
  return `<svg class="icon" viewBox="0 0 20 20" aria-hidden="true">${ICONS[name]}</svg>`
}
