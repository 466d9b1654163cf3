/** `POST /-/news` of `kittn dev`: an open page says what it has, and gets what is new on it. */
import { text } from 'node:stream/consumers'
import type { Had, OutputFile } from '../outputs/output.ts'
import type { Extra } from '../serve/index.ts'

const HEAD = { 'content-type': 'application/json', 'cache-control': 'no-store' }

/** The page of an API at a path of its site, if there is one. */
export type PageAt = (prefix: string, path: string) => OutputFile | undefined

/** The address of each prefix, for the server. */
export function newsRoutes(prefixes: readonly string[], pageAt: PageAt): Extra {
  return new Map(
    prefixes.map((prefix) => [
      `${prefix}/-/news`,
      ({ request, response }) => {
        text(request).then(
          (body) => {
            const asked = askedIn(body)
            const news = asked && pageAt(prefix, asked.path)?.news?.(asked)
            if (news === undefined) response.writeHead(404).end()
            else response.writeHead(200, HEAD).end(JSON.stringify(news))
          },
          () => response.destroy(),
        )
      },
    ]),
  )
}

/** Undefined for what no page of ours sends. */
function askedIn(body: string): (Had & { readonly path: string }) | undefined {
  try {
    const { path, rows, contents } = JSON.parse(body) as Record<string, unknown>
    const isHad = typeof path === 'string' && typeof contents === 'string' && Array.isArray(rows)
    return isHad ? { path, contents, rows: rows.map(String) } : undefined
  } catch {
    return undefined
  }
}
