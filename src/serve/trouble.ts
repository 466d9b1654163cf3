/** Trouble on purpose, for those who build on an API: answers that are late, and answers that are the page's errors. */
import type { Contract, Operation } from '../model/contract.ts'
import type { Exchange } from './exchange.ts'
import { Failure } from './fail.ts'
import type { Handle } from './operation.ts'

export type Trouble = {
  /** How late answers are, in milliseconds: any time from the first to the second. */
  readonly latency?: readonly [least: number, most: number]
  /** The share of requests that fail, from 0 to 1. */
  readonly chaos?: number
}

/** Names the trouble that an answer is, and asks for one: `Kittn-Trouble: 503`. */
export const HEADER = 'kittn-trouble'

/** What a server may answer whatever was asked. */
const PASSING = new Set([429, 500, 502, 503, 504])

/** Makes the function that stands before each operation of an API. */
export function troubling(
  { latency, chaos = 0 }: Trouble,
  contract: Contract,
): (operation: Operation, handle: Handle) => Handle {
  return (operation, handle) => {
    const statuses = statusesOf(operation, contract)
    return async (exchange, values) => {
      if (latency !== undefined) await pause(between(latency))
      const status = asked(exchange) ?? (Math.random() < chaos ? anyOf(statuses) : undefined)
      if (status === undefined) return handle(exchange, values)
      exchange.action = undefined
      throw new Failure(status, undefined, { headers: headersOf(status) })
    }
  }
}

/** The errors that the page documents for the operation or for all, as far as they come and go; else 503. */
function statusesOf(operation: Operation, { errors }: Contract): number[] {
  const known = [...operation.responses, ...errors.codes].map(({ status }) => status).filter((one) => PASSING.has(one))
  return known.length === 0 ? [503] : [...new Set(known)]
}

/** The error that the caller wants to see. */
function asked(exchange: Exchange): number | undefined {
  const text = exchange.header(HEADER)
  if (text === undefined) return undefined
  if (/^[45]\d\d$/.test(text)) return Number(text)
  throw new Failure(400, `${HEADER} must be the status of an error, from 400 to 599, not ${JSON.stringify(text)}.`, {
    parameter: HEADER,
  })
}

function headersOf(status: number): Readonly<Record<string, string>> {
  const again = status === 429 || status === 503 ? { 'retry-after': '1' } : {}
  return { [HEADER]: String(status), ...again }
}

function between([least, most]: readonly [number, number]): number {
  return least + Math.random() * (most - least)
}

function anyOf(list: readonly number[]): number {
  return list[Math.floor(Math.random() * list.length)] ?? 503
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
