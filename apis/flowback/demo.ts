/** Whom the page's samples speak of: in `kittn dev` they run as they are. */
import { passwordHash, secretHash, type Services } from 'kittn'
import type { Api } from './registration.ts'

const MADE = '2022-05-30T12:00:00.000Z'
/** The code of the samples is never over. */
const NEVER_OVER = '2222-05-30T12:00:00.000Z'
const CODE = secretHash('d0c3a5f4-3f0b-4b52-9c50-2a8f6f1e7b11')

export async function demo({ db }: Services<Api>): Promise<void> {
  const said = { bio: 'Hello world!', website: 'https://example.com/', profile_image: null, banner_image: null }
  const password = await passwordHash('correct horse battery')
  for (const [at, username] of ['flowback', 'idun'].entries()) {
    const names = { email: `${username}@example.com`, username, name_key: username }
    await db
      .insertInto('users')
      .values({ id: at + 1, ...names, password, ...said, deleted: null })
      .execute()
  }
  for (const token of ['your_token_here', 'another_token_here'])
    await db
      .insertInto('tokens')
      .values({ hash: secretHash(token), user: 1, made: MADE })
      .execute()
  const waiting = { code: CODE, used: null, made: NEVER_OVER }
  await db
    .insertInto('registrations')
    .values({ ...waiting, email: 'saga@example.com', username: 'saga' })
    .execute()
  await db
    .insertInto('resets')
    .values({ ...waiting, user: 2 })
    .execute()
}
