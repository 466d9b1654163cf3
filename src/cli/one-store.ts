/** Opens the store of one API for a command, and closes it again. */
import type { Store } from '../store/index.ts'
import { projectsAt, type Project } from './project.ts'
import { storeOf, type DataOptions } from './store.ts'
import { WrongUse } from './wrong-use.ts'

/** `what` is what each API has for itself, for the message: `keys`. */
export async function withStore(
  path: string,
  { what, ...options }: DataOptions & { readonly what: string },
  use: (store: Store, project: Project) => Promise<void>,
): Promise<void> {
  const [project, ...others] = projectsAt(path)
  if (project === undefined || others.length > 0)
    throw new WrongUse(`${path} holds several APIs, each with ${what} of its own`, 'Name one of them.')
  const store = await storeOf(project, options)
  try {
    await use(store, project)
  } finally {
    await store.close()
  }
}
