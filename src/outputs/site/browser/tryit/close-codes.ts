/** Why a WebSocket was closed, in words (RFC 6455, 7.4, and the registry of IANA). */

const CODES: Readonly<Record<number, string>> = {
  1000: 'It was closed as agreed.',
  1001: 'The other side goes away: a server that stops, or a page that is left.',
  1002: 'The other side saw a breach of the protocol.',
  1003: 'The other side does not take this kind of data.',
  1005: 'It was closed without a reason.',
  1006: 'It ended without a goodbye. Is the server running, is the address right, and does it accept the credential?',
  1007: 'The other side got data that is not what it says it is, such as text that is no UTF-8.',
  1008: 'The message breaks a rule of the other side; often a credential is missing or wrong.',
  1009: 'The message is too big for the other side.',
  1010: 'The server does not speak an extension that this side needs.',
  1011: 'The server failed on its own account.',
  1012: 'The server restarts; connect again.',
  1013: 'The server is busy; connect again later.',
  1014: 'A server in between got no valid answer.',
  1015: 'There is no trust in the certificate of the server.',
  3000: 'A credential is missing or wrong.',
  3003: 'The caller may not do this.',
  3008: 'It took too long.',
}

/** What a close code means. */
export function closeWords(code: number): string {
  const known = CODES[code]
  if (known !== undefined) return known
  if (code >= 4000 && code < 5000) return 'The API itself says what this code means.'
  return code >= 3000 && code < 4000
    ? 'A library or framework says what this code means.'
    : 'Nobody has registered this code.'
}
