/** The commands, in the order in which `kittn --help` lists them. Each is loaded when it is wanted. */
import type { Command } from 'commander'

/** Adds a command to the program. */
export type Add = (program: Command) => void

export const commands: Readonly<Record<string, () => Promise<Add>>> = {
  init: async () => (await import('./init.ts')).addInit,
  dev: async () => (await import('./dev.ts')).addDev,
  build: async () => (await import('./build.ts')).addBuild,
  serve: async () => (await import('./serve.ts')).addServe,
  lint: async () => (await import('./lint.ts')).addLint,
  plan: async () => (await import('./plan.ts')).addPlan,
  types: async () => (await import('./types.ts')).addTypes,
  openapi: async () => (await import('./openapi.ts')).addOpenapi,
  asyncapi: async () => (await import('./asyncapi.ts')).addAsyncapi,
  data: async () => (await import('./data.ts')).addData,
  keys: async () => (await import('./keys.ts')).addKeys,
  outbox: async () => (await import('./outbox.ts')).addOutbox,
}
