/**
 * Texts as databases can keep them. PostgreSQL takes no NUL and no halves of surrogate pairs, SQLite turns the latter into
 * one sign for all; JSON can write both. So they are told apart by the sign that was made for it, Data Link Escape. Every
 * other text stays as it is.
 */

export const DLE = '\u0010'

const ODD = new RegExp(`[\0${DLE}]`, 'g')
const ESCAPE = new RegExp(`${DLE}(0|1|d[0-9a-f]{3})`, 'g')

/** Text that every database keeps; `unescaped` gives back exactly what went in. */
export function escaped(text: string): string {
  if (text.isWellFormed() && !text.includes('\0') && !text.includes(DLE)) return text
  return text
    .replaceAll(ODD, (sign) => (sign === DLE ? `${DLE}1` : `${DLE}0`))
    .replaceAll(/\p{Surrogate}/gu, (half) => DLE + half.charCodeAt(0).toString(16))
}

export function unescaped(text: string): string {
  if (!text.includes(DLE)) return text
  return text.replaceAll(ESCAPE, (_, sign: string) => {
    if (sign.length === 1) return sign === '1' ? DLE : '\0'
    return String.fromCharCode(Number.parseInt(sign, 16))
  })
}
