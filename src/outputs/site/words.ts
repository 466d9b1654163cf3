/** The words that the site itself says. Everything else on the page is the author's. */

export const WORDS = {
  skip: 'Skip to content',
  menu: 'Contents',
  contents: 'Table of contents',
  search: 'Search',
  tabs: 'Language of the samples',
  permalink: 'Link to',
  scheme: 'Colour scheme',
  system: 'As the system',
  light: 'Light',
  dark: 'Dark',
  untitled: 'API Documentation',
  home: 'APIs',
  homeEmpty: 'No API yet. Put a page into this folder.',
} as const
