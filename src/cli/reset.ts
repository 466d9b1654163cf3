/** `POST /-/reset` of `kittn dev`: the data of an API is again what its page and api.ts say. */
import type { Extra } from '../serve/index.ts'

/** The address of each prefix, for the server. `reset` puts the data of that API back. */
export function resets(prefixes: readonly string[], reset: (prefix: string) => Promise<void>): Extra {
  return new Map(
    prefixes.map((prefix) => [
      `${prefix}/-/reset`,
      ({ method, headers, response }) => {
        // A page of another site could send a form here.
        const foreign = headers['sec-fetch-site'] !== undefined && headers['sec-fetch-site'] !== 'same-origin'
        if (method !== 'POST' || foreign || (headers.origin !== undefined && headers['sec-fetch-site'] === undefined))
          return void response.writeHead(method === 'POST' ? 403 : 405, { allow: 'POST' }).end()
        reset(prefix).then(
          () => response.writeHead(204).end(),
          (error: unknown) => response.writeHead(500, { 'content-type': 'text/plain' }).end(`${String(error)}\n`),
        )
      },
    ]),
  )
}
