/** better-auth on the store of the API. */
import { randomBytes } from 'node:crypto'
import { betterAuth, type Auth as BetterAuth, type BetterAuthOptions } from 'better-auth'
import type { PluginHost } from '../serve/index.ts'
import type { Tables } from '../store/index.ts'
import type { AccountLetters } from './letters.ts'
import type { Hashing } from './options.ts'
import { SESSION } from './session.ts'
import { NAMES } from './tables.ts'

/** The shortest and the longest password, in characters (NIST SP 800-63B asks for length and nothing else). */
export const PASSWORD: { readonly least: number; readonly most: number } = { least: 10, most: 128 }
/** How long the links in mails count, in seconds. */
const LINK = { verify: 24 * 60 * 60, reset: 60 * 60 } as const

export type Auth = BetterAuth<BetterAuthOptions>

type Given = { readonly letters: AccountLetters; readonly hashing: Hashing | undefined }

export async function authOf(host: PluginHost, db: Tables, given: Given): Promise<Auth> {
  return betterAuth(optionsOf(host, { db, ...given, secret: await secretIn(db) }))
}

type Setting = Given & { readonly db: Tables; readonly secret: string }

function optionsOf({ store, log }: PluginHost, { db, letters, hashing, secret }: Setting): BetterAuthOptions {
  return {
    secret,
    // Links and cookies are made by the portal itself.
    baseURL: 'http://localhost',
    database: { db, type: store.dialect },
    emailAndPassword: {
      enabled: true,
      requireEmailVerification: true,
      ...(hashing === undefined ? {} : { password: hashing }),
      minPasswordLength: PASSWORD.least,
      maxPasswordLength: PASSWORD.most,
      resetPasswordTokenExpiresIn: LINK.reset,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: ({ user, token }) => letters.reset(user.email, token),
      onExistingUserSignUp: ({ user }) => letters.known(user.email),
    },
    emailVerification: {
      sendOnSignIn: true,
      autoSignInAfterVerification: true,
      expiresIn: LINK.verify,
      sendVerificationEmail: ({ user, token }) => letters.verify(user.email, token),
    },
    user: { modelName: NAMES.users, deleteUser: { enabled: true } },
    session: { modelName: NAMES.sessions, expiresIn: SESSION },
    account: { modelName: NAMES.accounts },
    verification: { modelName: NAMES.verifications, storeIdentifier: 'hashed' },
    telemetry: { enabled: false },
    // What it says of a wrong password or an unknown address is nobody's business.
    logger: { level: 'error', log: (_level, message) => log.error({ part: 'accounts' }, message) },
  }
}

/** What sessions and links are signed with: made once, the same for all processes. */
async function secretIn(db: Tables): Promise<string> {
  const fresh = { name: 'secret', value: randomBytes(32).toString('base64url') }
  await db
    .insertInto(NAMES.settings)
    .values(fresh)
    .onConflict((on) => on.column('name').doNothing())
    .execute()
  const row = await db.selectFrom(NAMES.settings).select('value').where('name', '=', 'secret').executeTakeFirstOrThrow()
  return String(row['value'])
}
