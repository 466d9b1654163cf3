/** Where the pages of the portal are, below the prefix of the API. */

export const PORTAL = '/developers'

export const ADDRESSES = [
  'GET /developers',
  'GET /developers/sign-up',
  'POST /developers/sign-up',
  'GET /developers/sign-in',
  'POST /developers/sign-in',
  'POST /developers/sign-out',
  'GET /developers/verify',
  'POST /developers/verify',
  'GET /developers/forgot',
  'POST /developers/forgot',
  'GET /developers/reset',
  'POST /developers/reset',
  'GET /developers/account',
  'POST /developers/account/password',
  'POST /developers/account/delete',
  'POST /developers/applications',
  'GET /developers/applications/{application}',
  'POST /developers/applications/{application}/name',
  'POST /developers/applications/{application}/delete',
  'POST /developers/applications/{application}/keys',
  'POST /developers/applications/{application}/keys/{key}/roll',
  'POST /developers/applications/{application}/keys/{key}/revoke',
] as const

export type Address = (typeof ADDRESSES)[number]
