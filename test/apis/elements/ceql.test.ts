/** What `where` may say, what it means, and that nobody gets anything else into it. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { matches, type Fields } from '../../../apis/elements/ceql/match.ts'
import { parseCeql } from '../../../apis/elements/ceql/parse.ts'

const FIELDS = ['name', 'size', 'directory', 'mime.type']
const record: Fields = { name: "Churro's", size: 10, directory: false }
const finds = (where: string, of = record): boolean => matches(parseCeql(where, FIELDS), of)

describe('where', () => {
  for (const [where, found] of Object.entries({
    "name = 'Churro''s'": true,
    "NAME='churro''s'": false,
    "name != 'x' and size >= 10": true,
    'size > 9 AND size < 10.5': true,
    'size > 100': false,
    'directory = false': true,
    "name LIKE 'Ch%'": true,
    "name LIKE '_hurro__'": true,
    "name LIKE 'hurro'": false,
    "name NOT LIKE '%x%'": true,
    "name IN ('a', 'Churro''s')": true,
    "name NOT IN ('a', 'b')": true,
    '`mime.type` IS NULL': true,
    'mime.type IS NOT NULL': false,
    "mime.type = 'x'": false,
    "NOT mime.type = 'x'": false,
    "NOT (name = 'a' OR name = 'b')": true,
    "name = 'a' OR name = 'b' OR size = 10": true,
    "name = 'a' AND name = 'b' OR size = 10": true,
    "name = 'a' AND (name = 'b' OR size = 10)": false,
  }))
    it(`${where} is ${found}`, () => assert.equal(finds(where), found))

  for (const [where, message] of Object.entries({
    '': 'the name of a field is missing, at character 1',
    "color = 'red'": 'there is no field "color"; there are name, size, directory, mime.type, at character 1',
    'name =': "a value is missing: a 'text', a number, true or false, at character 7",
    "name = 'open": '"\'open" cannot be read, at character 8',
    "name = 'a' OR 1 = 1": 'the name of a field is missing, at character 15',
    "name = 'a'; DROP TABLE contacts": '"; DROP TABLE contact" cannot be read, at character 11',
    "name = 'a' name = 'b'": '"AND, OR or the end" was expected, at character 12',
    "name LIKE 'a' ESCAPE 'x'": '"AND, OR or the end" was expected, at character 15',
    'name IN ()': "a value is missing: a 'text', a number, true or false, at character 10",
    "(name = 'a'": '")" was expected, at character 12',
  }))
    it(`${where || 'nothing'} is refused with its place`, () =>
      assert.throws(() => parseCeql(where, FIELDS), new RegExp(escaped(message))))

  it('takes no pattern and no nesting that would keep it busy', () => {
    const long = { name: 'a'.repeat(4000) }
    assert.equal(finds(`name LIKE '${'%a'.repeat(1000)}b'`, long), false)
    assert.throws(() => parseCeql(`${'('.repeat(1000)}size = 1`, FIELDS), /nested more than 50/)
    assert.throws(() => parseCeql(`${'NOT '.repeat(900)}size = 1`, FIELDS), /nested more than 50/)
    assert.throws(() => parseCeql(`size = ${'1'.repeat(5000)}`, FIELDS), /longer than 4000/)
  })

  it('finds any text by itself, whatever stands in it', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 50 }), (name) =>
        finds(`name = '${name.replaceAll("'", "''")}'`, { name }),
      ),
    ))
})

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
}
