/** Cookies of HTML pages (RFC 6265). */

/** The cookies of a request; of two with one name the first counts, which is the one with the longer path. */
export function cookiesIn(header: string | undefined): Readonly<Record<string, string>> {
  const cookies: Record<string, string> = Object.create(null)
  for (const pair of header?.split('; ') ?? []) {
    const equals = pair.indexOf('=')
    if (equals > 0) cookies[pair.slice(0, equals)] ??= plain(pair.slice(equals + 1))
  }
  return cookies
}

function plain(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}

export type CookieOptions = {
  /** In seconds; without it, until the browser is closed. 0 takes the cookie away. */
  readonly maxAge?: number
  readonly path?: string
  /** Whether scripts may read it: not unless said. */
  readonly readable?: boolean
  /** Whether it travels over TLS only: yes unless said otherwise. Browsers treat `localhost` as TLS. */
  readonly secure?: boolean
}

/** The value of a `Set-Cookie` header. Other sites cannot make a browser send the cookie with anything but a link. */
export function cookie(name: string, value: string, options: CookieOptions = {}): string {
  const { maxAge, path = '/', readable = false, secure = true } = options
  if (!/^[\w-]+$/.test(name) || /[;\s]/.test(path)) throw new TypeError(`${name} at ${path} makes no cookie`)
  return [
    `${name}=${encodeURIComponent(value)}`,
    `Path=${path}`,
    ...(maxAge === undefined ? [] : [`Max-Age=${Math.trunc(maxAge)}`]),
    ...(readable ? [] : ['HttpOnly']),
    ...(secure ? ['Secure'] : []),
    'SameSite=Lax',
  ].join('; ')
}
