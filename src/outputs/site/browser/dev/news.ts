/** Asks the dev server what is new on the page: it says what it has, and gets the rest. */
import type { Finding } from './finding.ts'

/** The server's half is src/outputs/site/news.ts. */
export type News = {
  readonly frame: string
  readonly title: string
  readonly isLong: boolean
  readonly rows: readonly string[]
  readonly html: Readonly<Record<string, string>>
  readonly around: string | undefined
  readonly contents: string
  readonly findings: readonly Finding[]
}

/** Undefined where the server does not know the page. Rejects while it is away. */
export async function askNews(rows: readonly string[]): Promise<News | undefined> {
  const { live = '-/', path = '', contents = '' } = document.documentElement.dataset
  const answer = await fetch(new URL(`${live}news`, document.baseURI), {
    method: 'POST',
    body: JSON.stringify({ path, contents, rows }),
    cache: 'no-store',
  })
  return answer.ok ? ((await answer.json()) as News) : undefined
}
