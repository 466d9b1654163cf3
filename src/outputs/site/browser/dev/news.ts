/** Asks the dev server what is new on the page: it says what it has, and gets the rest. */
import type { News } from '../../news-types.ts'
import type { Finding } from './finding.ts'

/** Findings are as the browser has them. */
export type DevNews = News<Finding>

/** Undefined where the server does not know the page. Rejects while it is away. */
export async function askNews(rows: readonly string[]): Promise<DevNews | undefined> {
  const { live = '-/', path = '', contents = '' } = document.documentElement.dataset
  const answer = await fetch(new URL(`${live}news`, document.baseURI), {
    method: 'POST',
    body: JSON.stringify({ path, contents, rows }),
    cache: 'no-store',
  })
  return answer.ok ? ((await answer.json()) as DevNews) : undefined
}
