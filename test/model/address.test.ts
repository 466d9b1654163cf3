/** Samples call the address at which they are read; prose keeps what its author named. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { atAddress } from '../../src/model/address.ts'
import { deep } from '../../src/model/walk.ts'
import { filesIn, read } from '../../src/read/index.ts'

const TEXT = [
  '# Teas',
  '`GET http://example.com/teas` and `http://example.community/`, see [the developers](http://example.com/developers).',
  '',
  '```shell',
  'curl "http://example.com/teas"',
  '```',
  '',
].join('\n')

describe('a page at an address', () => {
  const { page } = read('page.md', { ...filesIn('.'), read: (path: string) => (path === 'page.md' ? TEXT : undefined) })
  const moved = atAddress(page, 'http://example.com', 'http://127.0.0.1:4567/tea')
  const [paragraph, code] = [...deep(moved.blocks)].slice(1)

  it('has it in samples', () =>
    assert.match(code?.kind === 'code' ? code.text : '', /curl "http:\/\/127\.0\.0\.1:4567\/tea\/teas"/))
  it('has it in code within prose, whole addresses only', () => {
    const { html, codes } = paragraph?.kind === 'paragraph' ? paragraph : { html: '', codes: [] }
    assert.deepEqual(codes, ['GET http://127.0.0.1:4567/tea/teas', 'http://example.community/'])
    assert.match(html, /<code>GET http:\/\/127\.0\.0\.1:4567\/tea\/teas<\/code>/)
  })
  it('leaves links alone', () =>
    assert.match(paragraph?.kind === 'paragraph' ? paragraph.html : '', /href="http:\/\/example\.com\/developers"/))
})
