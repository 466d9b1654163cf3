/**
 * Every defect that a careful reading of the seed pages found: those that lint tells, at their lines, and those that it
 * leaves to a person, with the reason.
 */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { FindingCode } from '../../src/finding.ts'
import { noSeeds, readingOf, seeds } from '../corpus.ts'

/** A code means that it is told at each of the lines; a sentence says why a person has to judge. */
type Row = readonly [lines: readonly number[], what: string, told: FindingCode | { readonly why: string }]

const GROUPS = { why: 'a chapter heading right above its first section is how most pages are written' }
const HARMLESS = { why: 'white space that no reader of the site can see' }
const MEANING = { why: 'takes knowledge of the product or of what the author meant' }
const REQUEST = { why: 'structural sub-headings repeat by design; they get numbered ids, as in Slate' }

const TABLE: Readonly<Record<string, readonly Row[]>> = {
  processout: [
    [[14], 'the include is the errors page of the template, and is not there', 'include-missing'],
    [[100, 106, 114, 117, 119, 121, 123, 126], 'template text and code: authentication', 'template-residue'],
    [[134, 141, 149, 158, 173, 177, 183, 187], 'template text and code: all kittens', 'template-residue'],
    [[193, 200, 208, 223, 225, 229, 235], 'template text and code: one kitten', 'template-residue'],
    [[113, 148, 207], 'curl without a continuation', 'shell-continuation'],
    [[148, 207], 'sample and request line differ in the path', 'sample-path'],
    [[207], 'curl asks for 3, the answer is about 2', 'sample-id'],
    [[227], 'HTTP Request has the id of another heading', REQUEST],
    [[11], 'plain http to a repository that has moved', 'link-moved'],
    [[2], 'a no-break space in the title', 'invisible-character'],
    [[5, 44], 'libraries for PHP and JavaScript, tabs for Ruby and Python', MEANING],
    [[21], 'a banner in a fence without language', { why: 'plain text has no language to name' }],
    [[29], 'the text speaks of libraries that no sample uses', MEANING],
    [[30], 'the text of a link is "here"', 'link-text'],
    [[56], 'DELETE with a body', { why: 'unusual, but allowed, and some APIs want it' }],
    [[70], 'the failed answer is labelled 4xx, 403 is missing in the list', MEANING],
    [[154, 213], 'answers without the keys that every answer has', 'envelope-broken'],
    [[95], 'the real authentication is not described', MEANING],
    [[111], 'a comment and a broken command', { why: 'a comment is valid shell; the command is told in line 113' }],
    [[129], 'a heading without text of its own', GROUPS],
    [[235], '"cat" where the page says kitten', MEANING],
    [[126], 'Markdown inside an aside', 'markdown-in-html'],
    [[131], 'no real operation although the text promises them', MEANING],
  ],
  connecticket: [
    [[2], 'the title is that of the template', 'title-template'],
    [[14], 'the include is not there', 'include-missing'],
    [[11, 25], 'links to a repository that has moved', 'link-moved'],
    [[21, 25, 114, 121, 129, 144, 146, 150, 156], 'template text and code', 'template-residue'],
    [[128], 'curl without a continuation', 'shell-continuation'],
    [[128], 'sample and request line differ in the path', 'sample-path'],
    [
      [5],
      'tabs without samples in most sections',
      { why: 'with the fence of line 102 closed, each tab has its sample' },
    ],
    [[10], 'an address that was never filled in', 'link-nowhere'],
    [[31, 32, 71, 72], 'URL and header lines in place of a command', 'shell-no-command'],
    [[32, 33, 42], 'look-alike credentials; their other places are counted in the message', 'secret-shown'],
    [[38], 'a JSON answer in a fence without language', 'fence-unlabelled'],
    [[80], 'status is a boolean in one answer and text in the other', 'type-conflict'],
    [[29], 'headers with underscores', 'header-underscore'],
    [[47], 'API_KEY in the text, api_key in the header', MEANING],
    [[51], 'GET for an exchange of credentials', MEANING],
    [[53], 'headed "Query Parameters", sent in headers', 'parameters-heading'],
    [[57], 'a table without types and required', { why: 'most tables of real pages have neither' }],
    [[60], 'a cell without a space before the bar', HARMLESS],
    [[62], '"Access_token" for access_token', MEANING],
    [[108], 'the placeholder has no row', 'placeholder-undocumented'],
    [[108], 'the placeholder mixes two notations', 'placeholder-notation'],
    [[66], 'a heading without text of its own', GROUPS],
    [[102], 'the fence closes on the line of the last brace', 'fence-glued'],
    [[84], 'a doubled prefix in a field', MEANING],
    [[81], 'a singular name for a list', MEANING],
    [[88], 'times that are not ISO 8601', { why: 'the example may show truly what the server sends' }],
    [[98], 'a slip inside a value', { why: 'values are data, and people do write them so' }],
    [[83], 'nulls without a type', { why: 'null is a fair example of a field that may be empty' }],
    [[51], 'no error is described', 'errors-undocumented'],
  ],
  instamrkt: [
    [[2], 'the title is that of the template', 'title-template'],
    [[15], 'the include is not there', 'include-missing'],
    [[11], 'plain http to a repository that has moved', 'link-moved'],
    [[10, 53], 'links to the marketing home', MEANING],
    [[7], 'a tab without any sample', 'tab-without-samples'],
    [[33], 'Ruby samples without a tab', 'samples-without-tab'],
    [[34, 40, 48, 51], 'template code: authentication', 'template-residue'],
    [[67, 74, 81, 89, 98, 113, 117, 123], 'template text and code: all kittens', 'template-residue'],
    [[130, 137, 145, 160, 165, 171], 'template text and code: one kitten', 'template-residue'],
    [[47, 88, 144], 'curl without a continuation', 'shell-continuation'],
    [[88, 144], 'sample and request line differ in the path', 'sample-path'],
    [[144], 'curl asks for 3, the answer is about 2', 'sample-id'],
    [[163], 'HTTP Request has the id of another heading', REQUEST],
    [[23], 'an introduction of one sentence', MEANING],
    [[27], 'a misspelled word, and one sentence', { why: 'spelling takes a dictionary of each language' }],
    [[57], 'the word "header" where its name belongs', MEANING],
    [[60], 'two placeholders for one key', MEANING],
    [[60], 'Markdown inside an aside', 'markdown-in-html'],
    [[64], 'a dash that was read in the wrong encoding', 'mojibake'],
    [[69], 'HTTP operations in a chapter on WebSocket', MEANING],
    [[69, 176], 'headings without text of their own', GROUPS],
    [[174], 'an empty chapter', 'section-empty'],
    [[178, 179, 180, 181], 'empty sections', 'section-empty'],
    [[178], 'no blank line between headings', HARMLESS],
    [[181], 'promised scenarios without content', { why: 'told as empty sections' }],
  ],
  flowback: [
    [[12], 'the include is not there', 'include-missing'],
    [[27], 'four languages in the text, one tab', 'tab-claimed'],
    [[8], 'an address that was never filled in', 'link-nowhere'],
    [[20, 39, 83], 'template text', 'template-residue'],
    [[25, 46, 68, 163], 'spaces at the end of lines', HARMLESS],
    [[40], 'a space behind a closing fence', HARMLESS],
    [[36, 49], 'a bare token where the server wants a word before it', MEANING],
    [[65, 94, 121, 165], 'calls without a host', 'sample-relative'],
    [[39], 'a call of the template without a host', 'template-residue'],
    [[73], 'no base URL', 'server-missing'],
    [[44], 'a link to a heading that is not there', 'link-nowhere'],
    [[44], 'no login operation', MEANING],
    [[46], 'registration needs no key, its samples send one', MEANING],
    [[65], 'a variable named api holds an answer', MEANING],
    [[68, 97, 190], 'the wrong article', 'article-wrong'],
    [[83], 'a dash that was read in the wrong encoding', 'mojibake'],
    [[77], 'one table with types, one without', MEANING],
    [[99], 'an aside on one line with its text', HARMLESS],
    [[110], 'a path that is spelled wrong', 'path-misspelled'],
    [[73], 'no status is stated', 'status-unstated'],
    [[73], 'no error is described', 'errors-undocumented'],
    [[119], 'data= and params=', MEANING],
    [[131, 175], 'the number of pages does not fit the count', 'paging-arithmetic'],
    [[129], 'the link to the next page drops the filters', MEANING],
    [[130, 174], 'false where a URL or null belongs', 'paging-false'],
    [[148, 196], 'query parameters headed "URL Parameters"', 'parameters-heading'],
    [[152], 'page, limit and offset side by side', MEANING],
    [[165], 'the sample calls /users, the line says /user', 'sample-path'],
    [[170], 'a list where one user is asked for', MEANING],
    [[182, 137], 'fields without a table', { why: 'most pages have no table of answers; only gaps in one are told' }],
    [[73, 104, 146, 194], 'paths without the slash that the server had', MEANING],
    [[102], 'HTTP Request has the id of another heading', REQUEST],
  ],
  'cloud-elements': [
    [[2], 'the title is that of the template', 'title-template'],
    [[14], 'the include is not there', 'include-missing'],
    [[11], 'plain http to a repository that has moved', 'link-moved'],
    [[54, 60, 68, 71, 73, 75, 77, 80], 'template text and code: authentication', 'template-residue'],
    [[88, 95, 103, 112, 127, 131, 137, 141], 'template text and code: all kittens', 'template-residue'],
    [[147, 154, 162, 177, 179, 183, 189], 'template text and code: one kitten', 'template-residue'],
    [[67, 102, 161], 'curl without a continuation', 'shell-continuation'],
    [[161], 'sample and request line differ in the path', 'sample-path'],
    [[181], 'HTTP Request has the id of another heading', REQUEST],
    [[10], 'the address of an old console', MEANING],
    [[21, 35], 'double spaces', HARMLESS],
    [[29, 49], 'fences without a language', { why: 'a URL and a header line are in no language' }],
    [[37, 42], 'lists right below a line of text', 'block-swallowed'],
    [[35], 'addresses that are named and not described', MEANING],
    [[36], 'the organization secret is missing in the only header', MEANING],
    [[45], 'two schemes that contradict each other', MEANING],
    [[102], 'the base URL is at another host than all samples', 'server-conflict'],
    [[83], 'a heading without text of its own', GROUPS],
    [[131], 'two paths for one collection', { why: 'told at the sample in line 161' }],
    [[141], 'a dash that was read in the wrong encoding', 'mojibake'],
    [[47], 'a sample that every tab shows', { why: 'that is what a fence without a language is for' }],
    [[25], 'a link that opens a mail', MEANING],
  ],
}

describe('the defects of the seed pages', { skip: noSeeds }, () => {
  for (const seed of seeds) {
    const { name } = seed
    const { findings } = readingOf(seed)
    const rows = TABLE[name] ?? []
    for (const [lines, what, told] of rows) {
      if (typeof told !== 'string') continue
      it(`${name}:${lines.join(',')} ${what}`, () => {
        const at = findings.filter((one) => one.code === told).map((one) => one.span.line)
        assert.deepEqual(
          lines.filter((line) => !at.includes(line)),
          [],
          `${told} is told at ${at.join(', ')}`,
        )
      })
    }
    it(`${name}: nothing is told that the table does not know`, () => {
      const known = new Set(rows.flatMap(([lines, , told]) => lines.map((line) => `${JSON.stringify(told)} ${line}`)))
      const others = findings.filter((one) => !known.has(`${JSON.stringify(one.code)} ${one.span.line}`))
      assert.deepEqual(
        others.map(({ code, span }) => `${code} ${span.line}`),
        [],
      )
    })
  }
  it('are all judged', () => {
    assert.deepEqual(
      seeds.map((seed) => seed.name).filter((name) => TABLE[name] === undefined),
      [],
    )
    const reasons = Object.values(TABLE).flatMap((rows) =>
      rows.flatMap((row) => (typeof row[2] === 'string' ? [] : [row[2].why])),
    )
    assert.ok(reasons.every((why) => why.length > 20))
  })
})
