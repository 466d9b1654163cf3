/** Gives operations their addresses below the prefix of an API. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Contract } from '../model/contract.ts'
import { wantsHtml } from './accept.ts'
import type { Action } from './actions.ts'
import { Failure } from './fail.ts'
import { below } from './context.ts'
import type { Wire } from './operation.ts'
import { basesOf, expression, pathsOf, pattern } from './routes.ts'
import { fileAt, sendFile, type Site } from './site.ts'

export type Wired = Wire & { readonly action: Action }

/** An operation at one of its addresses. */
type Placed = { readonly one: Wired; readonly path: string; readonly mixed: boolean; readonly expression: RegExp }

/** Adds a route for each method and pattern. Where pages have the same address twice, the first operation counts. */
export function addOperations(inner: FastifyInstance, wired: readonly Wired[], { contract, files }: Around): void {
  for (const [route, placed] of Map.groupBy(place(wired, contract), ({ method, url }) => `${method} ${url}`)) {
    const [method = '', url = '/'] = route.split(' ')
    inner.route({ method, url, exposeHeadRoute: false, ...stages(placed, files) })
  }
}

type Around = { readonly contract: Contract; readonly files: Site }

/** Every method and address; a slash at the end makes no other address. */
function place(
  wired: readonly Wired[],
  contract: Contract,
): (Placed & { readonly method: string; readonly url: string })[] {
  const bases = basesOf(contract)
  return wired.flatMap((one) =>
    pathsOf(one.action.operation, bases).flatMap((path) => {
      const { url, mixed } = pattern(path)
      const bare = url.length > 1 ? url.replace(/\/+$/, '') : url
      return methodsOf(one.action, wired).map((method) => ({
        one,
        path,
        mixed,
        expression: expression(path),
        method,
        url: bare,
      }))
    }),
  )
}

/** `HEAD` comes with `GET` unless the page describes it itself. */
function methodsOf({ operation }: Action, wired: readonly Wired[]): string[] {
  const described = wired.some(({ action }) => action.operation.key === `HEAD ${operation.path}`)
  return operation.method === 'GET' && !described ? ['GET', 'HEAD'] : [operation.method]
}

type Stages = {
  readonly onRequest: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>
  readonly handler: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>
}

/** The stages of a route; `/{id}.pdf` and `/{id}` are one to the router, and told apart here. */
function stages(placed: readonly Placed[], files: Site): Stages {
  const [first] = placed
  if (first !== undefined && !placed.some(({ mixed }) => mixed))
    return { onRequest: admission(first, files), handler: first.one.answer }
  const choices = placed
    .toSorted((a, b) => Number(b.mixed) - Number(a.mixed))
    .map((choice) => ({ ...choice, admit: admission(choice, files) }))
  return {
    async onRequest(request, reply) {
      const path = decodeURIComponent(below(request)).replace(/(.)\/$/, '$1')
      const choice = choices.find((one) => one.expression.test(path))
      if (choice === undefined) throw new Failure(404)
      request.answer = choice.one.answer
      return choice.admit(request, reply)
    },
    handler: (request, reply) => request.answer?.(request, reply) ?? Promise.reject(new Failure(404)),
  }
}

/** Where files of the site have addresses of the operation, they go first; its pages only for those who want HTML. */
function admission({ one, expression: address }: Placed, files: Site): Stages['onRequest'] {
  const { admit, action } = one
  const isShared = (name: string): boolean => address.test(`/${name}`) || (name === 'index.html' && address.test('/'))
  if (action.operation.method !== 'GET' || ![...files.keys()].some(isShared)) return admit
  return async (request, reply) => {
    const file = fileAt(files, below(request))
    const goesFirst = file !== undefined && (!file.type.startsWith('text/html') || wantsHtml(request.headers.accept))
    return goesFirst ? sendFile(file, request, reply) : admit(request)
  }
}
