/** Several secrets in one header, each after its word: `Authorization: User x, Element y`, in any order. */
import { partsOf } from '../model/credentials.ts'
import type { CompositeSecurity } from '../model/security.ts'
import { afterWord, header, quoted, type Scheme } from './scheme.ts'

export const composite: Scheme<CompositeSecurity> = {
  reader(security) {
    const find = header(security.name)
    const names = partsOf([security]).map(({ name }) => name)
    const words = security.parts.map(({ word }, at) => [word, names[at] ?? word] as const)
    return (request) => {
      const shown = find(request)?.split(',') ?? []
      const found = words.map(([word, name]) => [name, valueOf(shown, word)] as const)
      return found.every(isShown) ? Object.fromEntries(found) : undefined
    }
  },
  challenge({ parts }, realm) {
    const [first, ...others] = parts.map(({ word }) => word)
    return `${first} realm=${quoted(realm)}, with=${quoted(others.join(', '))}`
  },
}

/** The secret after a word that is there once; secrets are base64 at times, and have no commas. */
function valueOf(shown: readonly string[], word: string): string | undefined {
  const values = shown.map((part) => afterWord(part.trim(), word)).filter((value) => value !== undefined)
  return values.length === 1 ? values[0] : undefined
}

function isShown(pair: readonly [string, string | undefined]): pair is readonly [string, string] {
  return pair[1] !== undefined
}
