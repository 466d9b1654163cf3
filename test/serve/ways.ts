/** The ways in which one API is served, all of which answer alike. */
import { KITTENS } from './kittens.ts'
import { serveByTwo } from './nodes.ts'
import { serve, type Served } from './served.ts'

export type Kittens = Pick<Served, 'address' | 'ask' | 'store' | 'log' | 'close'>

export const WAYS: readonly { readonly name: string; readonly start: () => Promise<Kittens> }[] = [
  { name: 'one process on SQLite', start: () => serve(KITTENS) },
  { name: 'two processes on PostgreSQL and Redis', start: serveByTwo },
]
