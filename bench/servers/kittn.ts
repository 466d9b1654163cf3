/** Kittn with everything that `kittn serve` has on: `kittn.ts FILE [handler]`. With `handler`, api.ts answers. */
import { setUpFor } from '../../src/cli/short-run.ts'
import { secretHash } from '../../src/auth/index.ts'
import { filesIn, read } from '../../src/read/index.ts'
import { createServer, defineApi, type Behaviour } from '../../src/serve/index.ts'
import { openStore } from '../../src/store/index.ts'
import { KITTEN, ready, SECRET } from './ready.ts'

const HANDLED: Behaviour = defineApi({
  operations: { 'GET /api/kittens/{id}': ({ path, store }) => store['kittens']?.getOrFail(path['id'] ?? 0) },
})

const [, , file = '', by] = process.argv
setUpFor('serve')
const store = openStore(file)
await store.credentials.create({ name: 'bench', admin: false, hashes: [secretHash(SECRET)], tail: SECRET.slice(-4) })
const build = (id: string | number): string => JSON.stringify({ ...(JSON.parse(KITTEN) as object), id })
await store.records('kittens').seed(Array.from({ length: 1000 }, () => ({ build })))
const { contract } = read('index.html.md', filesIn('apis/kittn/source'))
const server = await createServer(
  [
    {
      name: 'kittn',
      prefix: '',
      contract,
      behaviour: by === 'handler' ? HANDLED : {},
      store,
      files: new Map(),
      demo: [],
    },
  ],
  { log: true, out: process.stdout },
)
ready(Number(new URL(await server.listen(0)).port))
