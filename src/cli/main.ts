#!/usr/bin/env node
/** Starts the command line; everything else is loaded after Node's compile cache is on, which halves the start. */
import { enableCompileCache } from 'node:module'
import { setUpFor } from './short-run.ts'

setUpFor(process.argv[2])
enableCompileCache()
// `kittn lint | head` ends when head has enough; that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))
const { run } = await import('./run.ts')
process.exitCode = await run(process.argv)
