/** What every part of a document is made from: the reading of the page, and what the site knows beside it. */
import type { PageReading, Reading } from '../../model/reading.ts'
import type { Assets } from './assets.ts'
import type { Place } from './places.ts'
import type { Settings } from './settings.ts'
import type { Words } from './words/index.ts'

/** A page, what it describes and what is to be said of it. */
export type Subject = Pick<PageReading, 'page' | 'contract'> & Pick<Reading, 'findings'>

export type View = {
  readonly reading: Subject
  /** Of the page's file, relative to the site. */
  readonly path: string
  /** The title of the site, which is that of its first page, and the way there. */
  readonly title: string
  readonly home: string
  /** All pages of the site, empty where there is only this one. */
  readonly pages: readonly Place[]
  readonly settings: Settings
  readonly words: Words
  /** The day of the last change, as the author or the history says it. */
  readonly changed: string | undefined
  readonly assets: Assets
  readonly dev: boolean
  /** Whether the author's own scripts may run. */
  readonly trust: boolean
  /** Whether the page will be one file, with nothing beside it. */
  readonly single: boolean
  /** Where the world sees the page, if that is known. */
  readonly address: string | undefined
  /** The way to where readers get their keys, if the API gives some out. */
  readonly portal: string | undefined
}
