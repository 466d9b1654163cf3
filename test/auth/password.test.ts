/** Passwords of people: kept so that they cannot be read back, compared so that nobody learns who is known. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isPassword, passwordHash } from '../../src/auth/index.ts'

describe('a password', () => {
  it('is known again, and no other is', async () => {
    const kept = await passwordHash('correct horse')
    assert.deepEqual([await isPassword('correct horse', kept), await isPassword('Correct horse', kept)], [true, false])
    assert.doesNotMatch(kept, /horse/)
    assert.notEqual(await passwordHash('correct horse'), kept)
  })

  it('is the same however its letters were put together', async () =>
    assert.equal(await isPassword('cafe\u0301 noir', await passwordHash('caf\u00e9 noir')), true))

  it('is that of nobody where nothing is kept', async () => assert.equal(await isPassword('', undefined), false))
})
