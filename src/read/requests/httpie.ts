/** Reads HTTPie commands (`http POST zoo.example/animals name=Ada`) as what `curl` would say of the same call. */
import { METHODS, type Method } from '../../model/contract.ts'
import type { Json } from '../../model/shape.ts'
import { readJson } from '../values/json.ts'
import type { Curl } from './command.ts'
import type { Word } from './shell-words.ts'

const WITH_VALUE = /^(?:-[aAop]|--(?:auth|auth-type|output|session|verify|timeout|pretty|print))$/
const ITEM = /^([\w.[\]\\-]+)(:=|==|=@|=|:|@)(.*)$/s

/** The call of a command's words after `http`; undefined where no address follows. */
export function readHttpie(words: readonly Word[], line: number): Curl | undefined {
  const texts = words.map((word) => word.text)
  const plain = texts.filter((text, at) => !text.startsWith('-') && !WITH_VALUE.test(texts[at - 1] ?? ''))
  const stated = METHODS.find((method) => method === plain[0]?.toUpperCase())
  const [url, ...items] = stated === undefined ? plain : plain.slice(1)
  if (url === undefined || !/^(?:https?:\/\/|:|\/|[\w.-]+\.\w+(?::\d+)?(?:\/|$)|localhost)/.test(url)) return undefined
  const read = items.flatMap((text) => itemOf(text) ?? [])
  const form = texts.some((text) => text === '-f' || text === '--form')
  const data = read.filter(({ mark }) => mark === '=' || mark === ':=' || mark === '=@' || mark === '@')
  const implied: Method = data.length > 0 ? 'POST' : 'GET'
  return {
    method: stated ?? implied,
    url: withQuery(url, read),
    headers: headers(read, form),
    data: data.length === 0 || form ? undefined : JSON.stringify(Object.fromEntries(data.map(member))),
    upload: false,
    form: data.length > 0 && form ? data.map(({ name, value }) => [name, value] as const) : undefined,
    user: texts[texts.findIndex((text) => text === '-a' || text === '--auth') + 1 || texts.length],
    line,
  }
}

type Item = { readonly name: string; readonly mark: string; readonly value: string }

function itemOf(text: string): Item[] | undefined {
  const [, name = '', mark, value = ''] = ITEM.exec(text) ?? []
  return mark === undefined ? undefined : [{ name, mark, value }]
}

function member({ name, mark, value }: Item): readonly [string, Json] {
  const json = mark === ':=' ? readJson(value) : undefined
  return [name, json?.kind === 'json' ? json.value : value]
}

function withQuery(url: string, items: readonly Item[]): string {
  const query = items.filter(({ mark }) => mark === '==').map(({ name, value }) => `${name}=${value}`)
  return query.length === 0 ? url : `${url}${url.includes('?') ? '&' : '?'}${query.join('&')}`
}

function headers(items: readonly Item[], form: boolean): Curl['headers'] {
  const own = items.filter(({ mark }) => mark === ':').map(({ name, value }) => [name, value.trim()] as const)
  return form ? [['Content-Type', 'application/x-www-form-urlencoded'], ...own] : own
}
