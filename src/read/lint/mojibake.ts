/** `â€”` where a dash was meant: UTF-8 that was read as Windows-1252 and saved again. */
import { finding, type Finding, type Fix } from '../../finding.ts'
import type { SourceFile } from '../../model/page.ts'
import type { Rule } from './lint.ts'

/** The characters of Windows-1252 for the bytes 80 to 9F, which have no place of their own in Latin-1. */
const HIGH = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'
const CONTINUATION = `[\\u0080-\\u00bf${HIGH}]`
const BROKEN = new RegExp(
  `[\\u00c3\\u00c2](?:${CONTINUATION})|â(?:€${CONTINUATION}|„¢|‚¬|†[‘’“”]|œ${CONTINUATION})`,
  'gu',
)

export const mojibake: Rule = ({ page }) => page.files.flatMap(inFile)

function inFile(file: SourceFile): Finding[] {
  if (!/[ÃÂâ]/.test(file.text)) return []
  return file.text.split('\n').flatMap((line, at) => {
    const fix = [...line.matchAll(BROKEN)].flatMap((match): Fix[] => {
      const original = decoded(match[0])
      return original === undefined ? [] : [{ line: at + 1, column: match.index + 1, from: match[0], to: original }]
    })
    return fix.length === 0 ? [] : [told(file.path, fix)]
  })
}

function told(file: string, fix: readonly Fix[]): Finding {
  const { line, column, from, to } = fix[0] ?? { line: 1, column: 1, from: '', to: '' }
  const message = `\`${from}\` stands here, where \`${to}\` was meant.`
  return { ...finding('mojibake', { file, line, column, endLine: line }, message, `Write \`${to}\`.`), fix }
}

/** The character that the wrong ones came from, if their bytes are UTF-8. */
function decoded(text: string): string | undefined {
  const bytes = [...text].map((char) => (HIGH.includes(char) ? 0x80 + HIGH.indexOf(char) : char.charCodeAt(0)))
  if (bytes.some((byte) => byte > 255)) return undefined
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes))
  } catch {
    return undefined
  }
}
