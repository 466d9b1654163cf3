/** Whether an API would be made of the same again: then it goes on, with what it has open, and only its site is another one. */
import { alike, areSame } from '../model/remember.ts'
import type { ServedApi } from './served.ts'

/** What has to be the same object, as it is more than data. */
const THINGS = ['behaviour', 'store', 'fileStore', 'trouble'] as const
const DATA = ['name', 'prefix', 'timeout', 'demo', 'delivery', 'limits'] as const

/** Where something stands on the page makes no other API of it. */
export function isSame(one: ServedApi, other: ServedApi): boolean {
  return (
    THINGS.every((name) => one[name] === other[name]) &&
    DATA.every((name) => alike(one[name], other[name])) &&
    areSame(one.plugins ?? [], other.plugins ?? []) &&
    // Some files go before operations of the same address.
    areSame([...one.files.keys()], [...other.files.keys()]) &&
    alike(one.contract, other.contract, true)
  )
}
