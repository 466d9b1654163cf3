/** The Kittn API: what its page says in prose and no table can. Everything else is answered from the page alone. */
import { defineApi, fail, type Input } from 'kittn'
import type { Kittn } from './api.gen.d.ts'

export default defineApi<Kittn>({
  // The page that everybody copied had its samples below /api and its request lines without it.
  alsoAt: (path) => [path.replace('/api/', '/')],

  seed: {
    kittens: [
      { id: 1, name: 'Fluffums', breed: 'calico', fluffiness: 6, cuteness: 7, species: 'kitten', adopted: false },
      { id: 2, name: 'Max', breed: 'unknown', fluffiness: 5, cuteness: 10, species: 'kitten', adopted: false },
      { id: 3, name: 'Duchess', breed: 'persian', fluffiness: 9, cuteness: 8, species: 'cat', adopted: false },
      { id: 4, name: 'Biscuit', breed: 'tabby', fluffiness: 4, cuteness: 9, species: 'kitten', adopted: true },
      { id: 5, name: 'Jet', breed: 'rex', fluffiness: 7, cuteness: 6, species: 'kitten', adopted: false, hidden: true },
    ],
  },

  operations: {
    'GET /api/kittens': ({ query, caller, store }) =>
      store.kittens.list({
        where: {
          ...(query.include_cats ? {} : { species: 'kitten' }),
          ...(query.available ? { adopted: false } : {}),
          ...(caller.admin ? {} : { hidden: false }),
        },
      }),

    'GET /api/kittens/{id}': visible,

    'PATCH /api/kittens/{id}': async (input) => {
      await visible(input)
      if (input.body.breed === 'teapot') fail(418)
      return input.store.kittens.update(input.path.id, input.body)
    },

    'DELETE /api/kittens/{id}': async (input) => {
      await visible(input)
      await input.store.kittens.remove(input.path.id)
      return { id: input.path.id, deleted: ':(' }
    },
  },
})

type Asked = Pick<Input<Kittn, 'GET /api/kittens/{id}'>, 'path' | 'caller' | 'store'>

/** A hidden kitten is there for administrators only, whatever is asked of it. */
async function visible({ path, caller, store }: Asked) {
  const kitten = await store.kittens.getOrFail(path.id)
  return kitten.hidden && !caller.admin ? fail(403) : kitten
}
