/**
 * What a heading says of the tables and samples under it. Headings such as `### HTTP Request` structure the section
 * above them; they name nothing of their own. Words of the languages in which Slate pages are written.
 */

import type { Heading } from '../model/page.ts'
import { any, group, whole, type Vocabulary } from '../model/vocabulary.ts'
import { remembered } from '../model/remember.ts'

/** The part that a structural heading plays in its section. */
export type Role =
  | 'request'
  | 'query'
  /** What a list can be filtered by: in the query of a GET, inside the body of a search. */
  | 'filter'
  /** "URL Parameters": of the path, or of the query where the path has none of them. */
  | 'url'
  | 'path'
  | 'header'
  | 'body'
  | 'parameters'
  | 'fields'
  | 'response'
  | 'errors'
  | 'example'
  | 'note'

const PARAMETER = group(`
  param(?:eter|etre|ètre|etro)?s?|par[aâá]met(?:er|ro|re)s?|arg(?:ument(?:o)?)?s?|parametre(?:si|ler|leri)?
  fields?|attributes?|variables?|propert(?:y|ies)|options?|campos?|felder|attribute?s?
  参数|參數|パラメータ|매개변수|파라미터|параметры|παράμετροι|پارامترها
`)
const ADJECTIVES = `(?:${group(`
  required|optional|available|supported|allowed|possible|additional|mandatory|main|input|other|common|the|list of
`)} )*`
const ERROR = group(`
  errors?|error codes?|error responses?|status codes?|http codes?|response codes?|errores|erros|erreurs|fehler
`)
/** The small words between two nouns. */
const OF = '(?: (?:de|da|do|del|la|las|los|of|for|the|in|à|der|des))* ?'

/** Headings by role. The first that fits decides. */
const ROLES: readonly (readonly [Role, Vocabulary])[] = [
  [
    'request',
    whole(`
      (?:https?|rest|api)? ?(?:requests?|endpoints?|calls?|operations?)(?: (?:url|uri|line|format|method|type|verb))?
      (?:resource |request |endpoint )?(?:url|uri|method|path|route|url structure|definition)s?
      (?:petici[oó]n|solicitud|requisi[cç][aã]o|requ[eê]te|anfrage|αίτημα|درخواست|запрос)${OF}https?
      https?[ -]?(?:petici[oó]n|request|anfrage|请求|請求|リクエスト|요청|запрос|درخواست)
      operaci[oó]n(?:es)?|opera[cç](?:[aã]o|[oõ]es)|请求方式|请求地址|请求路径|請求方式|请求url
    `),
  ],
  [
    'query',
    whole(`
      ${ADJECTIVES}(?:http |url )?quer(?:y|ies)(?:[ -]?string)?(?: ${PARAMETER})?(?: ?[-–:(].*)?
      get ${PARAMETER}|${PARAMETER}${OF}(?:consulta|query|requ[eê]te)
      查询参数|查詢參數|クエリパラメータ
    `),
  ],
  ['filter', whole(`${ADJECTIVES}filters?|filter ${PARAMETER}`)],
  [
    'path',
    whole(`
      ${ADJECTIVES}(?:path|route|uri path|url path) ?${PARAMETER}
      ${PARAMETER}${OF}(?:path|ruta|chemin|caminho|rota)
      路径参数|路徑參數|パスパラメータ
    `),
  ],
  [
    'url',
    whole(`
      ${ADJECTIVES}(?:url|uri) ?${PARAMETER}|${PARAMETER}${OF}(?:url|uri)
      url参数|url參數|urlパラメータ
    `),
  ],
  [
    'header',
    whole(`
      ${ADJECTIVES}(?:request |http |custom )?headers?(?: ?${PARAMETER})?
      encabezados?|cabeceras?|cabe[cç]alhos?|en-t[eê]tes?|请求头|請求頭|ヘッダー?|헤더
    `),
  ],
  ['body', whole(bodyWords())],
  ['response', whole(responseWords())],
  [
    'errors',
    whole(`
      (?:possible |common |http |api |sample |example )?${ERROR}(?: (?:codes?|responses?|messages?|handling))?
    `),
  ],
  // `Attributes` alone describes an object; with other words beside it, parameters.
  ['fields', whole('(?:object )?(?:attributes|properties|fields|relationships|includes|atributos|propiedades)')],
  [
    'parameters',
    whole(`
      ${ADJECTIVES}(?:request |api |call |method )?${PARAMETER}(?: (?:list|description))?
      ${PARAMETER} (?:disponibles|dispon[ií]veis|requeridos?|obligatori[oa]s?|obrigat[óo]ri[oa]s?|opcionales|opcionais)
      ${PARAMETER} (?:aceptados|aceitos|admitidos|de entrada|obligatoires?|requis|optionnels?|facultatifs?)
      请求参数|請求參數|请求参数说明
    `),
  ],
  ['example', whole(exampleWords())],
  [
    'note',
    whole(`
      notes?|remarks?|description|details|(?:required )?permissions?|authori[sz]ation|scopes?|security|availability
      notas?|备注|说明|权重\\s*[:：]?\\s*\\d*|api ?(?:权限|權限)
    `),
  ],
]

function bodyWords(): string {
  const before = `${ADJECTIVES}(?:http |json |request |post |put |patch )?`
  const noun = '(?:body|payload|form|json|data|post|multipart)(?:[ -](?:data|body|json|payload))?'
  return `
    ${before}${noun}(?: ?${PARAMETER})?(?: ?\\(.*\\))?
    ${PARAMETER}${OF}(?:body|cuerpo|corpo|corps)
    cuerpo${OF}(?:petici[oó]n|solicitud)?|corpo${OF}(?:requisi[cç][aã]o)?
    请求体|請求體|リクエストボディ|요청 본문
  `
}

function responseWords(): string {
  const before = '(?:(?:https?|json|api|sample|example|success(?:ful)?|expected|the|command|query) )*'
  const noun = '(?:responses?|returns?|results?|output|answers?|returned)'
  const kind = 'body|format|values?|schema|data|object|example|json|structure|codes?|payload|type|headers?'
  return `
    ${before}${noun}(?: (?:${PARAMETER}|${kind}))*(?: ?\\(?\\d{3}\\)?.*)?
    respuestas?|respostas?|r[eé]ponses?|antwort(?:en)?|απάντηση|پاسخ|ответ|レスポンス|응답
    (?:par[aá]metros|campos|ejemplo|exemplo)${OF}(?:respuesta|resposta)
    响应|響應|返回|返回参数|返回參數|返回值|返回结果|返回数据|响应参数|响应数据
  `
}

function exampleWords(): string {
  const before = '(?:(?:code|request|json|usage|curl|sample|example|quick) )*'
  return `
    ${before}(?:examples?|samples?|usage|code)(?: (?:requests?|calls?|code|usage|json))?
    ejemplos?|exemplos?|exemples?|beispiele?|примеры?(?: запроса)?|παράδειγμα|مثال
    (?:请求|請求|调用|調用|使用|代码)?(?:示例|例子|範例|范例)|例|(?:リクエスト|使用)例|サンプル|(?:요청 ?)?예(?:시|제)?
  `
}

/** As many different ones as a very large page has. */
const MOST_HEADINGS = 5000

/** The role of a structural heading by its text; undefined for headings that name something. */
export const roleOf: (text: string) => Role | undefined = remembered(role, MOST_HEADINGS)

function role(text: string): Role | undefined {
  const plain = text
    .trim()
    .slice(0, 300)
    // `HTTP Request: /users` names what it structures.
    .replace(/\s*[:：]\s*(?:https?:\/)?\/\S*$/u, '')
    .replace(/[\s:：.*]+$/u, '')
    // German joins its nouns: `Query-Parameter`.
    .replaceAll(/(?<=[a-zäöü])-(?=parameter|felder|feld\b|attribut)/giu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .slice(0, 80)
  return ROLES.find(([, pattern]) => pattern.test(plain))?.[0]
}

const AUTHENTICATION = any(String.raw`
  auth|oauth|credential|api[ -]?keys?\b|access token|sign[ai]n|login|autentica|autoriza|аутентиф|احراز
  认证|認證|鉴权|签名|認証|인증
`)
const ERRORS = any(String.raw`
  \berr(?:ors?|o(?:re)?s|eurs?)\b|\berror|fehler|(?:status|response|http) codes?
  返回码|错误|錯誤|エラー|에러|오류|ошибк|خطا|σφάλμα
`)
const WEBHOOKS = any('web ?-?hooks?|callbacks?|notificaciones|gatilho|postback|回调|回調')

/** Every convention asks for the headings of every section, and for those above. */
const asked = (words: Vocabulary): ((text: string) => boolean) => remembered((text) => words.test(text), MOST_HEADINGS)

/** Whether a heading is about credentials, where calls are shown only to make a point. */
export const isAuthentication: (text: string) => boolean = asked(AUTHENTICATION)

/** Whether a heading is about errors. */
export const isErrors: (text: string) => boolean = asked(ERRORS)

/** Whether a heading is about what the server sends of itself. */
export const isWebhooks: (text: string) => boolean = asked(WEBHOOKS)

const WEBSOCKETS = any(String.raw`web ?-?sockets?|\bsocket\.io\b|\bws\b|ウェブソケット|웹소켓`)

/** Whether a heading is about connections that both sides send on. */
export const isWebSocket: (text: string) => boolean = asked(WEBSOCKETS)

/** Whether a section with these headings, its own and those above, is about what the server sends of itself. */
export function aboutWebhooks(headings: readonly (Heading | undefined)[]): boolean {
  return headings.some((heading) => heading !== undefined && isWebhooks(heading.text))
}
