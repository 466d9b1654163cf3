/** Operations that people come in by: log in, sign up, ask for a new password. Nobody who calls them has a credential yet. */
import { words } from '../../model/names.ts'
import type { Contribution, Request } from '../conventions/index.ts'
import { namesInside } from './place.ts'

const DOOR = /^(?:log ?in|sign ?in|sign ?up|sessions?|tokens?|auth(?:enticate)?|authorize|regist(?:er|rations?))$/
const FORGOTTEN =
  /^(?:(?:forgot|forgotten|reset|recover|lost)(?: ?pass(?:word)?s?)?|passwords?(?: (?:forgot|forgotten|reset|recovery))?|pass reset)$/
const SECRET = /^(?:pass(?:word|wort|wd|phrase)?|pwd|pw|senha|contraseña|mot de passe|user password)$/
const MAIL = /^(?:(?:user )?e ?mail(?: address)?|user ?name|login|(?:reset )?(?:password )?token)$/
/** What a sample of a request shows of a credential. */
const CREDENTIAL = /\bauthorization["'\]]*\s*[:=,]|\bx-[\w-]*(?:key|token)\b|\bapi[-_]?key\b|(?:^|\s)(?:-u|--user)\s/i

/** Whether an operation lets people in; samples of it that show a credential say that it does not. */
export function letsIn({ method, target: { path } }: Request, found: readonly Contribution[]): boolean {
  if (method === 'GET' || method === 'DELETE') return false
  const parts = path.split('/').filter((part) => part !== '' && !/[{}<>:]/.test(part))
  const [last = '', names] = [parts.at(-1), lastWords(parts)]
  const [door, forgotten] = [DOOR.test(names[0] ?? ''), names.some((name) => FORGOTTEN.test(name))]
  if (!door && !forgotten) return false
  const samples = found.flatMap((one) =>
    one.kind === 'sample' && one.sample.text.includes(last) ? [one.sample.text] : [],
  )
  if (samples.some((text) => CREDENTIAL.test(text))) return false
  const sent = namesSent(found).map((name) => words(name).join(' '))
  const secret = door && sent.some((name) => SECRET.test(name))
  return secret || (samples.length > 0 && sent.some((name) => MAIL.test(name)))
}

/** The last part of a path as words, and the last two. */
function lastWords(parts: readonly string[]): readonly string[] {
  return [1, 2].map((count) => words(parts.slice(-count).join(' ')).join(' '))
}

/** What rows and bodies call what is sent; dotted and bracketed names count by their last part. */
function namesSent(found: readonly Contribution[]): string[] {
  const rows = found.flatMap((one) => (one.kind === 'rows' ? one.rows.map(({ name }) => name) : []))
  const bodies = found.flatMap((one) => (one.kind === 'body' ? [one.example] : []))
  return [...rows.map((name) => /([^.[\]]+)\]?$/.exec(name)?.[1] ?? name), ...namesInside(bodies)]
}
