/** The Flowback API: people register, prove that an address is theirs, log in, and say who they are. */
import { defineApi } from 'kittn'
import { demo } from './demo.ts'
import { update } from './profile.ts'
import { forgot, register, reset, verify, type Api } from './registration.ts'
import { callerOf, login, logout } from './session.ts'
import { migrations } from './tables.ts'
import * as users from './users.ts'

export default defineApi<Api>({
  mail: { from: 'Flowback <no-reply@flowback.example.com>' },
  migrations,
  demo,

  authenticate: ({ headers }, { db }) => {
    const token = /^(?:Token )?(\S+)$/i.exec(String(headers['authorization'] ?? ''))?.[1]
    return token === undefined ? undefined : callerOf(token, db)
  },

  operations: {
    'POST /register': register,
    'POST /register/verify': verify,
    'POST /login': login,
    'POST /logout': logout,
    'POST /forgot_password': forgot,
    'POST /forgot_password/verify': reset,
    'GET /users': users.list,
    'GET /user': users.get,
    'POST /user/update': update,
    'POST /user/delete': users.remove,
  },
})
