/** The stream by which the pages of `kittn dev` hear that they have changed (server-sent events). */
import type { ServerResponse } from 'node:http'
import type { Finding } from '../finding.ts'
import type { Extra } from '../serve/index.ts'

/** What a page hears. `prefix` names the API. The browser half is src/outputs/site/browser/. */
export type LiveEvent =
  | { readonly type: 'reload' }
  | { readonly type: 'error'; readonly message: string; readonly place: string }
  | { readonly type: 'findings'; readonly findings: readonly Finding[] }

export type EventStream = {
  /** `<prefix>/-/events` of each prefix, for the server. */
  readonly routes: (prefixes: readonly string[]) => Extra
  readonly send: (prefix: string, event: LiveEvent) => void
  readonly close: () => void
}

const HEAD = { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' }

/** Listeners outlive the app that took them in: a reload swaps the app, the stream stays open. */
export function eventStream(): EventStream {
  const listeners = new Map<string, Set<ServerResponse>>()
  // Who comes while an edit is broken hears of it, too.
  const broken = new Map<string, string>()
  const at = (prefix: string): Set<ServerResponse> =>
    listeners.get(prefix) ?? listeners.set(prefix, new Set()).get(prefix)!
  return {
    routes: (prefixes) =>
      new Map(
        prefixes.map((prefix) => [
          `${prefix}/-/events`,
          ({ response }) => {
            response.writeHead(200, HEAD).write(`: listening\n\n${broken.get(prefix) ?? ''}`)
            at(prefix).add(response)
            response.on('close', () => at(prefix).delete(response))
          },
        ]),
      ),
    send(prefix, event) {
      const text = `data: ${JSON.stringify(event)}\n\n`
      if (event.type === 'error') broken.set(prefix, text)
      else if (event.type === 'reload') broken.delete(prefix)
      for (const listener of at(prefix)) listener.write(text)
    },
    close() {
      for (const listener of [...listeners.values()].flatMap((set) => [...set])) listener.end()
    },
  }
}
