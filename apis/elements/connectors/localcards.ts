/** An address book that is a folder of this machine: one `.vcf` file a card. */
import { hash, randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { link, mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { cardsCrm, type Card } from './cards.ts'
import type { Crm } from './crm.ts'
import { codeOf, Refusal } from './refusal.ts'

const ENDING = '.vcf'

export function localCards(root: string): Crm {
  const at = (id: string): string => join(root, id + ENDING)

  const get = async (id: string): Promise<Card | undefined> => {
    try {
      const file = await open(at(id), constants.O_RDONLY | constants.O_NOFOLLOW)
      const text = await file.readFile('utf8').finally(() => file.close())
      return { id, text, version: hash('sha256', text) }
    } catch (error) {
      if (['ENOENT', 'ELOOP', 'ENAMETOOLONG'].includes(codeOf(error))) return undefined
      throw error
    }
  }

  const same = async (id: string, version: string): Promise<void> => {
    if ((await get(id))?.version !== version) throw new Refusal('taken', 'The card was changed by somebody else.')
  }

  return cardsCrm({
    ping: () => refusing(async () => void (await mkdir(root, { recursive: true }))),
    get: (id) => refusing(() => get(id)),
    ids: () =>
      refusing(async () => {
        const names = (await readdir(root)).filter((name) => name.endsWith(ENDING) && !name.startsWith('.'))
        return names.map((name) => name.slice(0, -ENDING.length))
      }),
    some: (ids) => refusing(async () => (await Promise.all(ids.map(get))).filter((card) => card !== undefined)),
    put: (id, text, version) =>
      refusing(async () => {
        if (version !== undefined) await same(id, version)
        const part = join(root, `.${randomUUID()}`)
        await writeFile(part, text, { flag: 'wx', flush: true })
        await (version === undefined ? link(part, at(id)) : rename(part, at(id))).finally(() =>
          rm(part, { force: true }),
        )
      }),
    remove: (id, version) =>
      refusing(async () => {
        await same(id, version)
        await rm(at(id))
      }),
  })
}

async function refusing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const code = codeOf(error)
    if (error instanceof Refusal || code === '') throw error
    throw new Refusal(/^(?:EACCES|EPERM|EROFS)$/.test(code) ? 'denied' : 'unreachable', code, error)
  }
}
