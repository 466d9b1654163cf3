/** What the words before a sample say of it: an answer, a failed answer with its status, a request body, a message. */

import { any } from '../../model/vocabulary.ts'

export type Meaning = {
  readonly kind: 'response' | 'request' | 'event' | 'unsaid'
  readonly status: number | undefined
  readonly failed: boolean
}

const RESPONSE = any(String.raw`
  \b(?:responses?|responds?|returns?|returned|results? (?:in|is)|resulting|replies|reply|answers?|output)\b
  \b(?:respuestas?|respostas?|r[eé]ponses?|retorn\w*|devuelve\w*|renvoie|antwort(?:en)?|απάντηση)\b
  返回|响应|響應|回應|应答|レスポンス|응답|ответ|پاسخ
`)
const REQUEST = any(String.raw`
  \b(?:request|payload|body|post data|send|submit|input|parameters)\b
  \b(?:petici[oó]n|solicitud|requisi[cç][aã]o|requ[eê]te|anfrage|cuerpo|corpo)\b
  请求|請求|リクエスト|요청|запрос|درخواست
`)
const EVENT = any(String.raw`
  \b(?:web ?-?hooks?|events?|notifications?|callbacks?|messages? (?:sent|pushed)|push|ping|heartbeat)\b
  \b(?:subscribe|subscription message|socket)\b|推送|订阅|訂閱
`)
const FAILED = any(String.raw`
  \b(?:errors?|fail(?:s|ed|ure|ing)?|unsuccessful|invalid|unauthori[sz]ed|denied|forbidden|not found|wrong|rejected)\b
  \b(?:erro|errores|erreur|fehler|falha|fallo|fallida)\b
  错误|錯誤|失败|失敗|エラー|에러|오류|실패|ошибк|خطا|σφάλμα
`)
const STATUS = /(?:^|[^\d.\w/-])([1-5]\d\d)(?![\d\w]|[.,]\d)/g

/** Reads a caption or a heading. */
export function meaning(text: string): Meaning {
  const status = statusIn(text)
  const failed = status === undefined ? FAILED.test(text) || /\b[45]xx\b/i.test(text) : status >= 400
  return { kind: kindOf(text, status), status, failed }
}

function kindOf(text: string, status: number | undefined): Meaning['kind'] {
  if (EVENT.test(text) && !RESPONSE.test(text)) return 'event'
  if (RESPONSE.test(text))
    return /\b(?:request|post|json) (?:body|payload)\b/i.test(text) && !/return|respon[ds]/i.test(text)
      ? 'request'
      : 'response'
  if (FAILED.test(text) && !/request|payload/i.test(text)) return 'response'
  if (REQUEST.test(text)) return 'request'
  return status !== undefined || /\b[2345]xx\b/i.test(text) || FAILED.test(text) ? 'response' : 'unsaid'
}

/** What stands near a number that is a status, and what follows one that is not. */
const NEAR = any(`
  status|code|http|respon|return|error|succe|ok\\b|created|accepted|content|bad|unauth|forbid|found
  respuesta|resposta|r[eé]ponse|antwort|返回|响应|状态|응답|ответ|レスポンス
`)
const UNITS = any(String.raw`
  ^\s*(?:characters?|chars?|met(?:er|re)s?|items?|results?|records?|requests?|users?)
  ^\s*(?:seconds?|ms\b|days?|per\b|%|usd|eur)
`)

/** The HTTP status in a text: `200`, `(201 Created)`, `HTTP/1.1 404`; the first that is one, and not "200 meters". */
export function statusIn(text: string): number | undefined {
  if (text.length > 400) return undefined
  const alone = text.trim().length <= 12
  for (const match of text.matchAll(STATUS)) {
    const status = Number(match[1])
    const around = text.slice(Math.max(0, match.index - 30), match.index + 40)
    const counts = UNITS.test(text.slice(match.index + match[0].length))
    if (isStatus(status) && !counts && (alone || NEAR.test(around))) return status
  }
  return undefined
}

/** The codes in use, registered or not. */
function isStatus(code: number): boolean {
  const last = code % 100
  if (code < 200) return false
  if (code < 300) return last <= 8 || last === 26
  if (code < 400) return last <= 8
  return code < 500 ? last <= 31 || [40, 49, 51, 98, 99].includes(last) : last <= 11 || (last >= 20 && last <= 30)
}
