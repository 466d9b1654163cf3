/** Ids of headings, as Slate gives them: the words of the heading in plain letters, numbered from the second on. */

/** Numbers ids: the second heading with an id gets `-2`, the third `-3`. */
export function anchorCounter(): (id: string) => string {
  const seen = new Map<string, number>()
  return (id) => {
    const count = (seen.get(id) ?? 0) + 1
    seen.set(id, count)
    return count === 1 ? id : `${id}-${count}`
  }
}

/** The id of a heading before it is numbered; a hash of the HTML where no letter has a plain form. */
export function anchor(html: string): string {
  const id = plain(withoutTags(html).normalize('NFC'))
    .replaceAll(/[^A-Za-z0-9_-]+/g, '-')
    .replaceAll(/-{2,}/g, '-')
    .replaceAll(/^-|-$/g, '')
    .toLowerCase()
  return id === '' ? sha1(html).slice(0, 10) : id
}

/** Few pages ask for it, and Node takes as long to load its module as to read a short page. */
function sha1(text: string): string {
  return process.getBuiltinModule('node:crypto').createHash('sha1').update(text).digest('hex')
}

/** Leaves out `<…>`; a `<` that is never closed stays. */
function withoutTags(html: string): string {
  const last = html.lastIndexOf('>') + 1
  return html.slice(0, last).replaceAll(/<[^>]*>/g, '') + html.slice(last)
}

function plain(text: string): string {
  return text.replaceAll(/\P{ASCII}/gu, (letter) => LETTERS[letter] ?? latin(letter))
}

/** Letters that are no base letter with an accent, each with what stands for it. */
const LETTERS: Readonly<Record<string, string>> = Object.fromEntries(
  "×x ÆAE æae ÐD ðd ØO øo ÞTh þth ßss ĐD đd ĦH ħh ıi ĲIJ ĳij ĸk ĿL ŀl ŁL łl ŉ'n ŊNG ŋng ŒOE œoe ŦT ŧt"
    .split(' ')
    .map((pair) => [pair.slice(0, 1), pair.slice(1)]),
)

/** The base letter of the accented letters in Latin-1 and Latin Extended-A, else `?`. */
function latin(letter: string): string {
  const base = letter >= '\u00C0' && letter <= '\u017E' ? (letter.normalize('NFD')[0] ?? '?') : '?'
  return /[A-Za-z]/.test(base) ? base : '?'
}
