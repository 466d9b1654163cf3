/** A section that states no request but shows one `curl`: the sample is then the request line. */
import { within } from '../../model/spans.ts'
import { readCurls } from '../requests/curl.ts'
import { readUrl } from '../requests/url.ts'
import { codes } from '../units.ts'
import type { Convention, Request } from './convention.ts'

export const requestSample: Convention = (unit) =>
  codes(unit).flatMap(({ code }) => {
    if (!/^(?:shell|bash|sh|console|plaintext)$/.test(code.language)) return []
    return readCurls(code.text).flatMap((curl): Request[] => {
      const target = readUrl(curl.url)
      if (target === undefined || target.path === '/') return []
      return [{ kind: 'request', method: curl.method, target, from: 'sample', span: within(code.span, 1 + curl.line) }]
    })
  })
