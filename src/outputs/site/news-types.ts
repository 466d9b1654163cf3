/** What the server of `kittn dev` tells an open page after an edit; each side has findings in its own terms. */
export type News<Found> = {
  /** Another frame takes another page: it is loaded again. */
  readonly frame: string
  readonly title: string
  readonly isLong: boolean
  /** The names of all rows in their order, and the HTML of those that the page does not have. */
  readonly rows: readonly string[]
  readonly html: Readonly<Record<string, string>>
  /** Bar and contents, where the page has others. */
  readonly around: string | undefined
  readonly contents: string
  readonly findings: readonly Found[]
}
