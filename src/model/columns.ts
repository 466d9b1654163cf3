/** What the columns of a table hold, by their headings in the languages of Slate pages. */
import type { Table } from './page.ts'
import { onceEach, remembered } from './remember.ts'
import { group, whole, type Vocabulary } from './vocabulary.ts'

export type Column =
  | 'name'
  | 'type'
  | 'required'
  | 'optional'
  | 'default'
  | 'values'
  | 'in'
  | 'description'
  | 'code'
  | 'example'

const NAME = group(`
  names?|param(?:eter)?s?|fields?|attributes?|propert(?:y|ies)|keys?|arguments?|args?|headers?|options?
  variables?|filters?|members?|elements?|parametre(?:si|ler|leri)?
`)

const COLUMNS: readonly (readonly [Column, Vocabulary])[] = [
  [
    'code',
    whole(`
      (?:http |error |status |response |http status |http error )?(?:codes?|status)(?: codes?)?(?:/status)?
      c[oó]digo(?: de (?:erro|error|status))?|code d'erreur|код|κωδικός|کد خطا
      返回码|错误码|错误代码|代碼|狀態碼|状态码|コード|ステータス|코드
    `),
  ],
  [
    'type',
    whole(`
      (?:data ?|value |field |param(?:eter)? )?types?|data|datatype|tipo(?: de dato)?|typ|тип|τύπος|نوع
      数据类型|类型|類型|参数类型|字段类型|型|데이터 타입|타입
    `),
  ],
  [
    'required',
    whole(`
      required[?]?|mandatory[?]?|requir\\w*|required/optional|mandatory/optional|presence|m/o
      obligatori[oa]|obrigat[óo]ri[oa]|requerid[oa]|requis|obligatoire|erforderlich|pflicht
      必须|必填|必需|是否必须|是否必填|是否必需|是否必選|必須|必要|필수|필수여부|обязательный|الزامی|اجباری
    `),
  ],
  ['optional', whole('optional[?]?|opcional|optionnel|可选')],
  [
    'default',
    whole(`
      defaults?(?: values?)?|valor por defecto|por defecto|valor padr[aã]o|padr[aã]o|par d[eé]faut|défaut
      standard(?:wert)?|默[认認]值?|デフォルト|기본값|по умолчанию|پیش‌?فرض
    `),
  ],
  [
    'values',
    whole(`
      (?:possible |valid |allowed |accepted |supported |enum )?values?|enum(?:eration)?s?|options?
      restrictions?|constraints?|format|valores(?: posibles| possíveis)?|取值(?:范围)?|可选值|範囲
    `),
  ],
  ['in', whole('in|located in|location|where|param(?:eter)? type|position|位置')],
  ['example', whole('examples?|samples?|ejemplos?|exemplos?|exemples?|beispiel|示例|例')],
  [
    'description',
    whole(`
      descriptions?|desc|details?|meaning|comments?|notes?|explanation|purpose|usage|info(?:rmation)?
      descripci[oó]n|descri[cç][aã]o|significad[oa]|beschreibung|bedeutung|описание|περιγραφή|توضیحات|توضیح
      描述|说明|說明|含义|备注|描述说明|意義|解释|説明|概要|설명
    `),
  ],
  [
    'name',
    whole(`
      (?:request )?(?:(?:query|query ?string|url|path|body|form|field|attribute|parameter|param|property|header|argument|key) )?${NAME}
      (?:(?:json|request|form|filter|variable) )?${NAME}
      par[aáâ]metros?|paramètres?|filtr[oe]s?|nombre|nome|nom|campos?|atributos?|champs?|attribut|feld
      [参參][数數](?:名[称稱]?)?|字段|字段名|字段名称|名称|名稱|属性
      パラメー?タ?ー?|パラメータ名|名前|フィールド|項目|이름|필드|파라미터|파라미터명|변수명
      параметр|поле|имя|название|όνομα|παράμετρος|پارامتر|نام|فیلد
    `),
  ],
]

/** What each column holds; undefined for columns that mean nothing here. Each meaning is given once. */
export const columnsOf: (table: Table) => readonly (Column | undefined)[] = onceEach(columns)

function columns(table: Table): (Column | undefined)[] {
  const taken = new Set<Column>()
  return table.head.map((cell) => {
    const column = columnOf(cell.text)
    if (column === undefined || taken.has(column)) return undefined
    taken.add(column)
    return column
  })
}

/** Pages have thousands of tables with the same few heads. */
const columnOf: (head: string) => Column | undefined = remembered(column, 500)

function column(head: string): Column | undefined {
  const text = head
    .toLowerCase()
    .replaceAll(/[*_`:：]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
  return text.length > 60 ? undefined : COLUMNS.find(([, pattern]) => pattern.test(text))?.[0]
}
