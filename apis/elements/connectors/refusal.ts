/** What a service answers that cannot or will not do what it is asked, in the words of no protocol. */

/**
 * `missing`: there is no such thing · `taken`: something is there already · `denied`: the credentials or the rights do not
 * suffice · `invalid`: the service cannot take this name or value · `unreachable`: nobody answers, or only to say so.
 */
export type Reason = 'missing' | 'taken' | 'denied' | 'invalid' | 'unreachable'

/** Thrown by connectors. The message is the service's own, for those who know the service. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly reason: Reason

  constructor(reason: Reason, message: string, cause?: unknown) {
    super(message, { cause })
    this.reason = reason
  }
}

/** What a status of HTTP says of why a service refused; undefined where it did not. */
export function reasonOf(status: number): Reason | undefined {
  if (status < 400) return undefined
  return STATUSES[status] ?? (status >= 500 ? 'unreachable' : 'invalid')
}

const STATUSES: Readonly<Record<number, Reason>> = {
  401: 'denied',
  403: 'denied',
  404: 'missing',
  405: 'taken',
  408: 'unreachable',
  409: 'missing',
  410: 'missing',
  412: 'taken',
  423: 'taken',
  429: 'unreachable',
}

/** Codes of Node with which a service cannot be reached. */
const NETWORK = /^(?:E(?:CONN|HOST|NET|PIPE|AI_|TIMEDOUT|NOTFOUND)|UND_ERR_|ERR_IP_BLOCKED)/

/** The code of a system or library error, its own or that of what caused it. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  return 'code' in error && typeof error.code === 'string' ? error.code : codeOf(error.cause)
}

/** Whether an error says that nobody answers. */
export function isNetwork(error: unknown): boolean {
  return NETWORK.test(codeOf(error))
}
