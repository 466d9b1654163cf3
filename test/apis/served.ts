/** Serves an API of apis/ in the process of a test, as `kittn dev` does, with a store of its own. */
import { join } from 'node:path'
import { issue, keptOf } from '../../src/auth/index.ts'
import { demoKeys } from '../../src/cli/demo-keys.ts'
import { load } from '../../src/cli/load.ts'
import { projectsAt } from '../../src/cli/project.ts'
import { keysOf } from '../../src/model/minted.ts'
import type { Terms } from '../../src/store/index.ts'
import { ROOT } from '../command-line.ts'
import { serve, type Served, type Serving } from '../serve/served.ts'

export type ServedApi = Served & {
  /** Makes a key, as `kittn keys create` does: its values by name, and its id. */
  readonly key: (terms?: Terms) => Promise<{ readonly id: string; readonly values: Readonly<Record<string, string>> }>
}

/** `name` is the folder in apis/. */
export async function serveApi(name: string, serving: Serving = {}): Promise<ServedApi> {
  const [project] = projectsAt(join(ROOT, 'apis', name))
  if (project === undefined) throw new Error(`there is no apis/${name}`)
  const loaded = await load(project)
  const { contract } = loaded.reading
  const served = await serve(contract, { behaviour: loaded.behaviour, demo: demoKeys(loaded), ...serving })
  return {
    ...served,
    async key(terms = {}) {
      const issued = issue(keysOf(contract))
      const made = await served.store.credentials.create({ name: 'Test', admin: false, terms, ...keptOf(issued) })
      return { id: made.id, values: Object.fromEntries(issued.values.map((one) => [one.name, one.value])) }
    },
  }
}
