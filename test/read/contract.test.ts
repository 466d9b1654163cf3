/** Contracts of whole pages: the seeds, the corpus against an independent parser, and pages that were tampered with. */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { read } from '../../src/read/index.ts'
import { corpus, noCorpus, noSeeds, readingOf, readingSeconds, seeds } from '../corpus.ts'
import { told } from './telling.ts'

const seed = (name: string) => {
  const found = seeds.find((one) => one.name === name)
  assert.ok(found, `no seed ${name}`)
  return told(readingOf(found)) as {
    operations: Record<string, Record<string, unknown>>
    security: unknown
    servers: unknown
    errors: unknown
    error: unknown
    findings: string[]
  }
}

describe('the seed pages', { skip: noSeeds }, () => {
  it('flowback: parameters with types in the name, in the query though headed "URL Parameters"', () => {
    const { operations, security, servers } = seed('flowback')
    assert.deepEqual(Object.keys(operations), ['POST /register', 'POST /register/verify', 'GET /users', 'GET /user'])
    assert.deepEqual(operations['GET /users']?.['parameters'], {
      id: 'query integer',
      username: 'query string',
      page: 'query integer',
      limit: 'query integer ..50',
      offset: 'query integer',
    })
    assert.deepEqual(operations['POST /register/verify']?.['body'], {
      verification_code: 'string (uuid)',
      password: 'string',
    })
    assert.deepEqual(operations['GET /users']?.['answers'], {
      200: '{count: integer, next: string (uri), previous: boolean, total_page: integer, data: list of {id: integer, username: string, profile_image: string (uri)}}',
    })
    assert.equal(operations['GET /users']?.['group'], 'User')
    assert.deepEqual(security, ['key in header Authorization, e.g. your_token_here'])
    assert.deepEqual(servers, [])
  })

  it('connecticket: a fence glued to its brace, keys in headers, a token in the path', () => {
    const { operations, security, servers } = seed('connecticket')
    assert.deepEqual(Object.keys(operations), [
      'GET /api/authorize',
      'GET /api/{access_token_got_from_authentication}/tickets',
      'GET /kittens/{id}',
    ])
    assert.deepEqual(operations['GET /api/authorize']?.['answers'], {
      200: '{status: boolean, message: string, access_token: string}',
    })
    const { answers } = operations['GET /api/{access_token_got_from_authentication}/tickets'] ?? {}
    assert.match(JSON.stringify(answers), /^\{"200":"\{status: string, ticket: list of \{start_date: null/)
    assert.deepEqual(security, [
      'key in header api_key, e.g. 8eb68e28cda407158cf9a8064bdd5351 + key in header api_secret, e.g. b19fszzt9e2z4wpu87r09zy58',
      'key in header api_key, e.g. 8eb68e28cda407158cf9a8064bdd5351 + key in header api_secret, e.g. b19fszzt9e2z4wpu87r09zy58 + key in path access_token_got_from_authentication, e.g. 356kdpiamhkz7a43nu0e2ldr9',
    ])
    assert.deepEqual(servers, ['https://connecticket.railsfactory.com', 'http://example.com'])
  })

  it('processout: codes in a list, an error body in prose', () => {
    const { operations, errors, error } = seed('processout')
    assert.deepEqual(operations['GET /kittens']?.['parameters'], {
      include_cats: 'query boolean = false',
      available: 'query boolean = true',
    })
    assert.deepEqual(operations['GET /kittens/{id}']?.['parameters'], { id: 'path string required' })
    assert.deepEqual(Object.keys(errors as object), ['400', '401', '404'])
    assert.deepEqual(error, { body: { success: false, message: '<Error message>' } })
  })

  it('instamrkt: the word "header" for the header', () => {
    assert.deepEqual(seed('instamrkt').security, [
      'key in header Authorization, e.g. YOUR_INSTAMRKT_API_KEY meowmeowmeow',
    ])
  })

  it('cloud-elements: request line and sample disagree in one section and agree in the other', () => {
    const { operations, findings } = seed('cloud-elements')
    assert.deepEqual(Object.keys(operations), ['GET /api/kittens', 'GET /kittens/{id}'])
    assert.deepEqual(
      findings.filter((one) => one.startsWith('sample-path')),
      ['sample-path 161'],
    )
  })
})

/** Statements that an independent parser found, in files without Ruby. Its own faults are about two in a hundred. */
const STATEMENTS = join(import.meta.dirname, '../../../shared/corpus/statements.tsv')
/** The share of them that must become operations; the reader reaches 99.2 %. */
const FLOOR = 0.99

describe('the corpus', { skip: noCorpus }, () => {
  const readings = new Map(corpus.map((page) => [page.name, readingOf(page)]))

  it('reads in 30 s of CPU', () => assert.ok(readingSeconds() < 30, `${readingSeconds()} s`))

  it('has operations with unique keys, sections that exist and a place', () => {
    for (const [name, { contract, page }] of readings) {
      const keys = contract.operations.map((one) => one.key)
      assert.equal(new Set(keys).size, keys.length, name)
      const ids = new Set(
        page.blocks.flatMap((block) => {
          if (block.kind === 'html') return [...block.html.matchAll(/\bid="([^"]*)"/g)].map((match) => match[1])
          return block.kind === 'heading' ? [block.id] : []
        }),
      )
      for (const one of contract.operations)
        assert.ok((one.section === '' || ids.has(one.section)) && one.span.line > 0, `${name} ${one.key}`)
    }
  })

  it(
    'states what an independent parser found',
    { skip: existsSync(STATEMENTS) ? false : 'statements.tsv is not there' },
    () => {
      const wanted = statements().filter(({ doc, file }) =>
        readings.get(doc)?.page.files.some((one) => file.endsWith(`/${one.path}`) || file === one.path),
      )
      const met = wanted.filter(({ doc, method, url }) =>
        readings.get(doc)?.contract.operations.some((one) => one.method === method && agrees(one.path, url)),
      )
      assert.ok(wanted.length > 2000, `only ${wanted.length} statements`)
      assert.ok(met.length / wanted.length >= FLOOR, `${met.length} of ${wanted.length}`)
    },
  )
})

function statements(): { doc: string; method: string; url: string; file: string }[] {
  const rows = readFileSync(STATEMENTS, 'utf8').trim().split('\n').slice(1)
  return rows
    .map((row) => row.split('\t').map((cell) => cell.replaceAll(/^"|"$/g, '').replaceAll('""', '"')))
    .map(([doc = '', , method = '', url = '', file = '']) => ({ doc, method, url, file }))
    .filter(({ method, url, file }) => method !== '' && url !== '' && !file.endsWith('.erb') && !url.includes('<%'))
}

/** Path for path, from the right, for bases that only one of them has; a placeholder fits any segment. */
function agrees(path: string, url: string): boolean {
  const plain = url
    .replace(/^https?:\/\/[^/]*/, '')
    .replace(/[?#].*$/, '')
    .replace(/\{[?&].*$/, '')
  const [ours, theirs] = [path, plain].map((one) => one.split('/').filter((part) => part !== ''))
  if (ours === undefined || theirs === undefined || theirs.length < ours.length) return false
  return ours.every((part, at) => {
    const other = theirs[theirs.length - ours.length + at] ?? ''
    return part.includes('{') || part === other || /[<{:[$]/.test(other)
  })
}

describe('any page', () => {
  const main = join(import.meta.dirname, '../../apis/kittn/source/index.html.md')
  const original = readFileSync(main, 'utf8')
  const lines = original.split('\n')
  const page = (text: string) =>
    read('index.html.md', { read: (path) => (path === 'index.html.md' ? text : undefined) })

  it('with lines cut, moved and doubled is read without a throw, in the same way twice', () => {
    const at = fc.nat(lines.length - 1)
    const change = fc.record({ from: at, count: fc.nat(12), to: at, cut: fc.boolean() })
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), (changes) => {
        const text = changes.reduce((all, { from, count, to, cut }) => {
          const moved = all.slice(from, from + count)
          const rest = cut ? all.toSpliced(from, count) : all
          return rest.toSpliced(Math.min(to, rest.length), 0, ...moved)
        }, lines)
        const [once, twice] = [page(text.join('\n')), page(text.join('\n'))]
        assert.deepEqual(once.contract, twice.contract)
        assert.ok(once.findings.every(({ span }) => span.line >= 1 && span.column >= 1))
      }),
      { numRuns: 60 },
    )
  })

  it('with characters thrown in is read without a throw', () => {
    const part = fc.constantFrom(
      '`',
      '```',
      '|',
      '{',
      '}',
      '<',
      '>',
      '[',
      ']',
      '"',
      "'",
      '\\',
      '#',
      '-',
      '\n',
      '\n\n',
      '> ',
      'GET /',
      ':',
      '*',
      '\u0000',
      '…',
      '$',
      '%',
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(original.length), part), { minLength: 1, maxLength: 40 }), (changes) => {
        page(changes.reduce((text, [at, what]) => text.slice(0, at) + what + text.slice(at), original))
      }),
      { numRuns: 60 },
    )
  })

  it('made to be slow is not', () => {
    const hostile = [
      `# A\n\n\`GET /a\`\n\n${'a | b\n--- | ---\n'}${'x | y\n'.repeat(20_000)}`,
      `# A\n\n${'`GET /a/b`\n\n'.repeat(5_000)}`,
      `# A\n\n\`GET /${'{'.repeat(20_000)}\``,
      `# A\n\n\`\`\`shell\ncurl ${'-H "a: b" '.repeat(20_000)}\n\`\`\``,
      `# A\n\n\`\`\`shell\n${'curl "http://a/b\n'.repeat(5_000)}\n\`\`\``,
      `# A\n\n${'## GET /a/{b}\n\n'.repeat(5_000)}`,
      `# A\n\n\`\`\`json\n${'{"a":'.repeat(20_000)}\n\`\`\``,
      `# A\n\n\`\`\`json\n[${'{"a":1,"b":[{}]},'.repeat(20_000)}{}]\n\`\`\``,
      `# ${'a '.repeat(20_000)}\n\n${'optional required one of '.repeat(5_000)}`,
      `# A\n\n\`GET /a\`\n\nName | Description\n--- | ---\n${`x${'.y'.repeat(500)} | ${'between 1 '.repeat(500)}\n`.repeat(50)}`,
    ]
    for (const [at, text] of hostile.entries()) {
      const began = process.cpuUsage()
      page(text)
      const { user } = process.cpuUsage(began)
      assert.ok(user < 3e6, `page ${at + 1} took ${Math.round(user / 1000)} ms`)
    }
  })
})
