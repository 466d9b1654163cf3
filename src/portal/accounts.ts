/**
 * Accounts and sessions. better-auth does both, on the same database; here is what the portal asks of it, and how its
 * cookie becomes one that belongs to the pages of this API alone. No answer tells whether somebody has an account.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import { APIError } from 'better-auth/api'
import type { PageInput, PluginHost } from '../serve/index.ts'
import type { Tables } from '../store/index.ts'
import { authOf, type Auth } from './auth.ts'
import type { PortalOptions } from './options.ts'
import { lettersOf } from './letters.ts'
import { headersWith, sessionEnded, sessionOf, sessionSet } from './session.ts'

export type Account = { readonly id: string; readonly email: string; readonly name: string }

/** What came of it; `cookie` is a `Set-Cookie` that signs in. */
export type SignedIn = { readonly kind: 'signed-in'; readonly cookie: string }
export type Outcome = SignedIn | { readonly kind: 'refused'; readonly why: Why }
export type Why = 'wrong' | 'unverified' | 'token' | 'password'

export type Accounts = {
  /** Who is signed in. */
  readonly of: (input: PageInput) => Promise<Account | undefined>
  /** Sends a mail, whoever has this address. Resolves before it is known whether there is an account. */
  readonly signUp: (input: PageInput, email: string, password: string) => void
  readonly signIn: (input: PageInput, email: string, password: string) => Promise<Outcome>
  readonly verify: (input: PageInput, token: string) => Promise<Outcome>
  readonly forgot: (input: PageInput, email: string) => void
  /** Ends all sessions of the account. */
  readonly reset: (token: string, password: string) => Promise<Why | undefined>
  /** Ends all other sessions of the account. */
  readonly changePassword: (input: PageInput, before: string, password: string) => Promise<Outcome>
  /** Does what has to be done before nobody can find whose it was, then deletes the account. */
  readonly remove: (input: PageInput, password: string, first: () => Promise<void>) => Promise<Why | undefined>
  /** The `Set-Cookie` that signs out. */
  readonly signOut: (input: PageInput) => Promise<string>
}

export async function accountsOf(host: PluginHost, db: Tables, options: PortalOptions): Promise<Accounts> {
  const asking = new AsyncLocalStorage<PageInput>()
  const letters = lettersOf(host, options, () => asking.getStore())
  const auth = await authOf(host, db, { letters, hashing: options.hashing })
  const { api } = auth
  /** In its own time: how long it takes would tell whether there is an account. */
  const later = (input: PageInput, job: () => Promise<unknown>): void =>
    void asking.run(input, job).catch((error: unknown) => {
      if (!(error instanceof APIError)) host.log.error({ err: error }, 'an account could not be made or reset')
    })
  return {
    of: (input) => accountOf(auth, input),
    signUp: (input, email, password) =>
      later(input, () => api.signUpEmail({ body: { email, password, name: email }, headers: new Headers() })),
    signIn: (input, email, password) =>
      asking.run(input, () =>
        signing(input, () =>
          api.signInEmail({ body: { email, password }, headers: agentOf(input), returnHeaders: true }),
        ),
      ),
    verify: (input, token) =>
      signing(input, () => api.verifyEmail({ query: { token }, headers: agentOf(input), returnHeaders: true })),
    forgot: (input, email) => later(input, () => api.requestPasswordReset({ body: { email } })),
    reset: (token, newPassword) => refusal(() => api.resetPassword({ body: { token, newPassword } })),
    changePassword: (input, currentPassword, newPassword) =>
      signing(input, () =>
        api.changePassword({
          body: { currentPassword, newPassword, revokeOtherSessions: true },
          headers: headersWith(input),
          returnHeaders: true,
        }),
      ),
    remove: (input, password, first) =>
      refusal(async () => {
        const headers = headersWith(input)
        await api.verifyPassword({ body: { password }, headers })
        await first()
        await api.deleteUser({ body: { password }, headers })
      }),
    async signOut(input) {
      await api.signOut({ headers: headersWith(input) })
      return sessionEnded(input)
    },
  }
}

async function accountOf({ api }: Auth, input: PageInput): Promise<Account | undefined> {
  if (sessionOf(input) === undefined) return undefined
  const session = await api.getSession({ headers: headersWith(input) })
  return session === null ? undefined : { id: session.user.id, email: session.user.email, name: session.user.name }
}

/** The browser's name is kept with the session. */
function agentOf({ headers }: PageInput): Headers {
  return new Headers({ 'user-agent': String(headers['user-agent'] ?? '') })
}

async function signing(
  input: PageInput,
  job: () => Promise<{ readonly headers: Headers | null | undefined }>,
): Promise<Outcome> {
  try {
    const { headers } = await job()
    const cookie = sessionSet(input, headers ?? new Headers())
    return cookie === undefined ? { kind: 'refused', why: 'token' } : { kind: 'signed-in', cookie }
  } catch (error) {
    return { kind: 'refused', why: whyOf(error) }
  }
}

async function refusal(job: () => Promise<unknown>): Promise<Why | undefined> {
  try {
    await job()
    return undefined
  } catch (error) {
    return whyOf(error)
  }
}

const WHY: Readonly<Record<string, Why>> = {
  EMAIL_NOT_VERIFIED: 'unverified',
  INVALID_TOKEN: 'token',
  TOKEN_EXPIRED: 'token',
  USER_NOT_FOUND: 'token',
  PASSWORD_TOO_SHORT: 'password',
  PASSWORD_TOO_LONG: 'password',
}

/** Rethrows what is no answer of better-auth. */
function whyOf(error: unknown): Why {
  if (!(error instanceof APIError) || error.statusCode >= 500) throw error
  return WHY[error.body?.code ?? ''] ?? 'wrong'
}
