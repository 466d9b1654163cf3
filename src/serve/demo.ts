/** Fills the tables of an API with what its page's samples name, for `kittn dev` only. */
import type { ServedApi } from './served.ts'
import type { AnyServices } from './services.ts'

/** No page can name it, because of the colon. It holds a record where the tables have been filled. */
const DONE = 'kittn:demo'

/** Runs `demo` of api.ts where keys of a demonstration count, once for each store. */
export async function demonstrate({ demo, behaviour, store }: ServedApi, services: AnyServices): Promise<void> {
  const fill = behaviour.demo
  if (fill === undefined || demo.length === 0) return
  const done = store.records(DONE)
  if ((await done.count([])) > 0) return
  await store.transaction(async () => {
    if ((await done.count([])) > 0) return
    await fill(services as never)
    await done.create((id) => JSON.stringify({ id, at: new Date().toISOString() }))
  })
}
