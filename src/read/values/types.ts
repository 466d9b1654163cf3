/** Types as parameter tables word them: `int`, `Array of strings`, `string (UUID4)`, `布尔`, `[String]`. */
import { remembered } from '../../model/remember.ts'
import { ANY, type Shape } from '../../model/shape.ts'
import { whole, type Vocabulary } from '../../model/vocabulary.ts'

const string = (format?: string): Shape => (format === undefined ? { kind: 'string' } : { kind: 'string', format })
const object: Shape = { kind: 'object', fields: [], open: true }

const WORDS: readonly (readonly [Vocabulary, Shape])[] = [
  [
    whole(`
      bool(?:ean)?s?|bolean|booleano|boleano|booléen|wahrheitswert|bool[eé]en|mantıksal|布尔(?:型|值)?|布爾|真偽値|логический|flag
    `),
    { kind: 'boolean' },
  ],
  [
    whole(`
      u?int(?:eger)?s?(?:8|16|32|64)?|long|bigint|short|entero|inteiro|entier|ganzzahl|intero|tam sayı
      整数|整數|整型|整形|长整型|정수|целое|ακέραιος
    `),
    { kind: 'integer' },
  ],
  [
    whole(`
      num(?:ber|eric)?s?|float(?:32|64)?s?|double|decimal|real|n[uú]mero|numérico|nombre|zahl|dezimalzahl|kommazahl|flie(?:ß|ss)kommazahl|decimale|sayı|ondalık
      数字|數字|数值|浮点(?:数|型)?|小数|実数|수|число|αριθμός
    `),
    { kind: 'number' },
  ],
  [
    whole(`
      str(?:ing)?s?|text|char|varchar|enum|enumeration|cadena|texto|cha[iî]ne(?: de caract[eè]res)?|zeichen(?:kette|folge)|stringa|testo|metin
      字符串|字串|文字列|枚举|枚舉|문자열|строка|συμβολοσειρά|رشته
    `),
    string(),
  ],
  [
    whole('date-?time|datetime|fecha y hora|data e hora|zeitstempel|日期时间|timestamptz|iso-?8601'),
    string('date-time'),
  ],
  [whole('date|fecha|datum|dat[ae]|tarih|日期|日付|дата'), string('date')],
  [whole('(?:uuid|guid)[1-8]?'), string('uuid')],
  [whole('e-?mail|correo'), string('email')],
  [whole('ur[li]|href|link'), string('uri')],
  [whole('file|binary|blob|image|archivo|arquivo'), string('binary')],
  [
    whole(`
      object|hash|hashmap|dict(?:ionary)?|map|json|struct|objeto|objet
      对象|對象|オブジェクト|객체|объект
    `),
    object,
  ],
  [
    whole(`
      array|list|set|collection|tuple|arreglo|lista|liste|tableau
      数组|數組|配列|배열|массив
    `),
    { kind: 'array', items: ANY },
  ],
  [whole('null|none|nil'), { kind: 'null' }],
  [whole('any|mixed|[*]'), ANY],
]

/** The shape that a type's wording means; undefined where the words name no type that is known. */
export const typeOf: (written: string) => Shape | undefined = remembered(read, 2000)

function read(written: string): Shape | undefined {
  const text = written
    .toLowerCase()
    .replaceAll(/[`*_]/g, '')
    .replaceAll(/&nbsp;|\s+/g, ' ')
    .trim()
  if (text === '' || text.length > 120) return undefined
  return listType(text) ?? mapType(text) ?? oneWord(text) ?? withFormat(text) ?? alternatives(text)
}

function oneWord(text: string): Shape | undefined {
  return WORDS.find(([pattern]) => pattern.test(text))?.[1]
}

/** `array of strings`, `string[]`, `[string]`, `array<string>`, `list(int)`, `array[string]`. */
function listType(text: string): Shape | undefined {
  const match =
    /^(?:an? )?(?:array|list|lista|arreglo|tableau)\s*(?:of|de)\s+(.+)$/.exec(text) ??
    /^(.+?)\s*\[\]$/.exec(text) ??
    /^\[(.+?)\]$/.exec(text) ??
    /^(?:array|list)\s*[<([](.+?)[>)\]]$/.exec(text) ??
    /^(\w+) (?:array|list)$/.exec(text)
  if (match === null) return undefined
  return { kind: 'array', items: typeOf(match[1] ?? '') ?? ANY }
}

/** `map of strings`, `map<string, integer>`, `object of strings`: names that are data. */
function mapType(text: string): Shape | undefined {
  const isMap = /^(?:an? )?(?:(?:map|dict(?:ionary)?|hash|object) of \w+|map\s*<.+>)$/.test(text)
  return isMap ? { kind: 'object', fields: [], open: true, map: true } : undefined
}

/** `string (UUID4)`, `string<date-time>`, `string(50)`, `integer($int32)`, `string - date`. */
function withFormat(text: string): Shape | undefined {
  const match = /^([\p{L}\p{N}-]+)\s*(?:[<([:-]\s*\$?(.*?)\s*[>)\]]?)$/u.exec(text)
  if (match === null) return undefined
  const [base, detail] = [oneWord(match[1] ?? ''), oneWord(match[2] ?? '')]
  if (base?.kind !== 'string') return base
  const longest = /^(?:max\.?\s*)?(\d{1,6})(?:\s*(?:chars?|characters))?$/.exec(match[2] ?? '')
  if (longest !== null) return { ...base, maxLength: Number(longest[1]) }
  return detail?.kind === 'string' ? detail : base
}

/** `string or null`, `integer|string`, `string, nullable`. */
function alternatives(text: string): Shape | undefined {
  const parts = text.split(/\s*(?:\||\/|\bor\b|\bou\b|\bo\b)\s*/)
  if (parts.length < 2 || parts.length > 4) return undefined
  const shapes = parts.map(typeOf)
  const known = shapes.filter((shape) => shape !== undefined)
  return known.length === parts.length ? { kind: 'union', options: known } : undefined
}
