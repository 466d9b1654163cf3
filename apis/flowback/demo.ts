/** Whom the page's samples speak of: in `kittn dev` they run as they are. */
import type { Services } from 'kittn'
import { hashed } from './passwords.ts'
import { hashOf, type Api } from './registration.ts'

const MADE = '2022-05-30T12:00:00.000Z'

export async function demo({ db }: Services<Api>): Promise<void> {
  const names = { email: 'flowback@example.com', username: 'flowback', name_key: 'flowback' }
  const said = { bio: 'Hello world!', website: 'https://example.com/', profile_image: null, banner_image: null }
  const password = await hashed('correct horse battery')
  await db
    .insertInto('users')
    .values({ id: 1, ...names, password, ...said, deleted: null })
    .execute()
  await db
    .insertInto('tokens')
    .values({ hash: hashOf('your_token_here'), user: 1, made: MADE })
    .execute()
}
