/** What each address of the portal answers with. */
import type { Address } from '../addresses.ts'
import type { Answering } from './answering.ts'
import { account, deleteAccount, password } from './account.ts'
import { application, createApplication, deleteApplication, renameApplication } from './application.ts'
import { forgot, reset, sendReset, takeReset } from './forgot.ts'
import { home } from './home.ts'
import { createKey, revokeKey, rollKey } from './key.ts'
import { enter, leave, signIn } from './sign-in.ts'
import { register, signUp } from './sign-up.ts'
import { confirm, verify } from './verify.ts'

export const PAGES: { readonly [A in Address]: Answering } = {
  'GET /developers': home,
  'GET /developers/sign-up': signUp,
  'POST /developers/sign-up': register,
  'GET /developers/sign-in': signIn,
  'POST /developers/sign-in': enter,
  'POST /developers/sign-out': leave,
  'GET /developers/verify': verify,
  'POST /developers/verify': confirm,
  'GET /developers/forgot': forgot,
  'POST /developers/forgot': sendReset,
  'GET /developers/reset': reset,
  'POST /developers/reset': takeReset,
  'GET /developers/account': account,
  'POST /developers/account/password': password,
  'POST /developers/account/delete': deleteAccount,
  'POST /developers/applications': createApplication,
  'GET /developers/applications/{application}': application,
  'POST /developers/applications/{application}/name': renameApplication,
  'POST /developers/applications/{application}/delete': deleteApplication,
  'POST /developers/applications/{application}/keys': createKey,
  'POST /developers/applications/{application}/keys/{key}/roll': rollKey,
  'POST /developers/applications/{application}/keys/{key}/revoke': revokeKey,
}
