/** Whether a cell says that something has to be there, in the languages of Slate pages. */
import { remembered } from './remember.ts'
import { whole } from './vocabulary.ts'

const YES = whole(String.raw`
  y|yes\W?.*|true|required\W?.*|mandatory|always|must|m|x|✓|✔|✅|☑
  sí|si|sim|oui|ja|obligatori[oa]|obrigat[óo]ri[oa]|requerid[oa]|obligatoire|requis|erforderlich
  是|必须|必須|必填|必需|必选|はい|○|예|필수|да|ναι|بله
`)
const NO = whole(String.raw`
  n|no\W.*|no|false|optional\W?.*|not required|none|o|-+|–|—|✗|✘|✖|❌
  não|nao|non|nein|opcional|optionnel|facultatif
  否|非必须|选填|可选|可選|いいえ|任意|아니오|선택|нет|όχι|خیر
`)

/** Reads a cell of a "required" column; undefined for conditions and empty cells. */
export const requiredCell: (text: string) => boolean | undefined = remembered(isRequired, 2000)

function isRequired(text: string): boolean | undefined {
  const plain = text.trim().replaceAll(/[*_`]/g, '')
  if (NO.test(plain)) return false
  return YES.test(plain) ? true : undefined
}
