/** Samples: code blocks that call the operation, one or more for each tab. */
import type { Contribution, Convention } from './convention.ts'
import { fences } from './fences.ts'

export const samples: Convention = (unit) =>
  fences(unit).flatMap(({ code, use }): Contribution[] => {
    if (use !== 'sample' || code.text.trim() === '') return []
    const { tab, language, text, span } = code
    return [{ kind: 'sample', sample: { tab, language, text, span }, span }]
  })
