/** What users say of themselves, and their pictures. */
import { fail, type Input } from 'kittn'
import { mustBeFree, type Api } from './registration.ts'
import { self } from './session.ts'
import type { User } from './tables.ts'

type Asked = Input<Api, 'POST /user/update'>
type Picture = NonNullable<Asked['files']['profile_image']>

/** Pictures are kept before the transaction, and those that they take the place of go after it. */
export async function update({ body, files, caller, transaction, kept }: Asked) {
  const id = self(caller)
  const pictures = {
    ...(files.profile_image && { profile_image: await picture('profile_image', files.profile_image) }),
    ...(files.banner_image && { banner_image: await picture('banner_image', files.banner_image) }),
  }
  const changes = { ...named(body), ...said(body), ...pictures }
  if (Object.keys(changes).length === 0) return
  const before = await transaction(async ({ db }) => {
    const old = await db.selectFrom('users').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    if (changes.name_key !== undefined && changes.name_key !== old.name_key)
      await mustBeFree({ db }, { username: changes.name_key })
    await db.updateTable('users').set(changes).where('id', '=', id).execute()
    return old
  })
  await Promise.all(replaced(before, pictures).map((file) => kept.remove(file)))
}

function named({ username }: Asked['body']): Partial<Pick<User, 'username' | 'name_key'>> {
  const name = username?.trim()
  if (name === '') fail(400, 'This field may not be blank.', { parameter: 'username' })
  return name === undefined ? {} : { username: name, name_key: name.toLowerCase() }
}

function said({ bio, website }: Asked['body']): Partial<Pick<User, 'bio' | 'website'>> {
  const isAddress = website === undefined || website === '' || /^https?:/.test(URL.parse(website)?.protocol ?? '')
  if (!isAddress) fail(400, 'Enter an address that begins with http:// or https://.', { parameter: 'website' })
  return { ...(bio === undefined ? {} : { bio }), ...(website === undefined ? {} : { website }) }
}

/** Whether it is a picture its first bytes say, not its name. Resolves to the id of the kept file. */
async function picture(parameter: string, file: Picture): Promise<string> {
  const head = (await file.bytes()).subarray(0, 12).toString('latin1')
  if (!isPicture(head)) fail(415, 'Send a PNG, JPEG, GIF or WebP image.', { parameter })
  return file.keep()
}

const BEGINNINGS = ['\x89PNG\r\n', '\xff\xd8\xff', 'GIF87a', 'GIF89a']

const isPicture = (head: string): boolean =>
  BEGINNINGS.some((beginning) => head.startsWith(beginning)) || (head.startsWith('RIFF') && head.endsWith('WEBP'))

type Pictures = Partial<Pick<User, 'profile_image' | 'banner_image'>>

function replaced(before: User, pictures: Pictures): string[] {
  const old = [pictures.profile_image && before.profile_image, pictures.banner_image && before.banner_image]
  return old.filter((file): file is string => typeof file === 'string')
}
