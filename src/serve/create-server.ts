/** Makes a server. What it needs is loaded then: whoever plans, lints or builds starts without an HTTP server in memory. */
import type { ServedApi } from './served.ts'
import type { Server, ServerOptions } from './node.ts'

/** Makes a server for these APIs; it does not listen yet. */
export async function createServer(apis: readonly ServedApi[], options: ServerOptions = {}): Promise<Server> {
  const node = await import('./node.ts')
  return node.createServer(apis, options)
}
