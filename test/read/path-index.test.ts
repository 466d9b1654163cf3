/** The index of paths says what comparing each of them would say. */
import assert from 'node:assert/strict'
import { it } from 'node:test'
import fc from 'fast-check'
import { callsPath } from '../../src/read/requests/path.ts'
import { pathIndex } from '../../src/read/requests/path-index.ts'

const segment = fc.constantFrom('a', 'b', 'v1', '{id}', '{other}', 'a{b}', '{a}b', 'x{y}z', 'xz', '{', '{}')
const path = fc.array(segment, { maxLength: 4 }).map((segments) => `/${segments.join('/')}`)
const stated = fc.array(fc.record({ path, loose: fc.boolean() }), { maxLength: 6 })

it('an index of paths finds what a comparison with each finds', () =>
  fc.assert(
    fc.property(stated, path, (paths, called) => {
      const each = paths.some((one) => callsPath(called, one.path, one.loose))
      assert.equal(pathIndex(paths)(called), each)
    }),
    { numRuns: 3000 },
  ))
