/** Errors on a channel: in the shape of the page's own error message, else of its errors over HTTP. */
import type { Channel, Contract } from '../../model/contract.ts'
import { isRecord } from '../../model/places.ts'
import type { Json } from '../../model/shape.ts'
import { Failure } from '../fail.ts'
import { problems } from '../problem.ts'
import type { Log } from '../services.ts'

/** Makes the message that tells a client what went wrong. */
export type Complain = (error: unknown, about: { readonly message?: string | undefined }) => Json

const ERROR = /\berrors?\b|\bfail(?:ed|ure)?\b|错误|失败|錯誤|ошибк|エラー/i

export function complainer(contract: Contract, channel: Channel, log: Log): Complain {
  const shown = channel.messages.find(
    ({ from, name, section, example }) => from === 'server' && ERROR.test(`${name} ${section}`) && isRecord(example),
  )
  const example =
    shown?.example === undefined
      ? contract.errors.example
      : { status: undefined, body: shown.example, span: shown.span }
  const words = problems({ ...contract, errors: { ...contract.errors, example } })
  return (error, { message }) => {
    if (!(error instanceof Failure)) log.error({ err: error, message }, 'a message failed')
    const failure = error instanceof Failure ? error : new Failure(500)
    const said = failure.words?.replace(/^The body\b/, 'The message')
    const { status, detail } = failure
    const { parameter, complaints } = detail
    const { text } = words({ status, message: said, parameter, complaints, path: channel.address ?? '', requestId: '' })
    return JSON.parse(text) as Json
  }
}
