/** Fields of a form as they go over the wire: `name=Ada&legs=4`. */

/** So many fields are looked at. */
const MOST = 200

/** The fields, in order; undefined for what is no form. */
export function formIn(text: string): Record<string, string> | undefined {
  return /^[\w.[\]%-]+=/.test(text) ? Object.fromEntries([...new URLSearchParams(text)].slice(0, MOST)) : undefined
}
