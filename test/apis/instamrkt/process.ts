/** Serves Instamrkt from a file until it is killed: `process.ts FILE`. Says where, with a game and people to bet in it. */
import { openStore } from '../../../src/store/index.ts'
import { serveInstamrkt } from './served.ts'

const api = await serveInstamrkt(openStore(process.argv[2] ?? ''))
const game = await api.game()
await api.pool(game, { recreate_on_end: true })
const keys: string[] = []
for (let at = 0; at < 4; at++) keys.push((await api.person(`player-${process.pid}-${at}`)).key)
process.send?.({ address: api.address, game, keys })
