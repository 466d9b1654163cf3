/** Request bodies in programs, and the literals that they are written in. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { read } from '../../src/read/index.ts'
import { readCurls } from '../../src/read/requests/curl.ts'
import { readUrl } from '../../src/read/requests/url.ts'
import { bodyInProgram } from '../../src/read/requests/program-body.ts'
import { programValue } from '../../src/read/values/program.ts'

const body = (language: string, text: string) => bodyInProgram(text, language)
const json = (example: unknown) => ({ mediaType: 'application/json', example })
const form = (example: unknown) => ({ mediaType: 'application/x-www-form-urlencoded', example })

describe('bodies in programs', () => {
  it('of Python', () => {
    assert.deepEqual(
      body('python', "requests.post(url, headers={'A': 'b'}, json={'name': 'Ada', \"old\": True, 'n': None})"),
      json({ name: 'Ada', old: true, n: null }),
    )
    assert.deepEqual(body('python', "payload = {'a': 1}\nr = requests.put(url, json=payload)"), json({ a: 1 }))
    assert.deepEqual(body('python', 'requests.post(url, data=json.dumps({"a": [1, 2.5]}))'), json({ a: [1, 2.5] }))
    assert.deepEqual(
      body('python', "requests.post(url,\n  data=dict(name='Ada', age=7))"),
      form({ name: 'Ada', age: 7 }),
    )
  })
  it('of JavaScript', () => {
    assert.deepEqual(
      body(
        'javascript',
        'fetch(url, {method: "POST", body: JSON.stringify({name: "Ada", at: [{x: 1,}], // two\n id: user.id})})',
      ),
      json({ name: 'Ada', at: [{ x: 1 }], id: 'user.id' }),
    )
    assert.deepEqual(body('javascript', "axios.post('http://a/b', {a: 'b'}, {headers: {}})"), json({ a: 'b' }))
    assert.deepEqual(body('javascript', "axios({ url: 'x', data: { a: `b` } })"), json({ a: 'b' }))
    assert.deepEqual(
      body('javascript', 'const data = { a: false };\nxhr.send(JSON.stringify(data));'),
      json({ a: false }),
    )
  })
  it('of HTTPie, whose commands are read as those of curl', () => {
    const call = (text: string) =>
      readCurls(text).map(({ method, url, headers, data, form: fields, user }) => ({
        method,
        url,
        headers,
        data,
        fields,
        user,
      }))[0]
    assert.deepEqual(call('$ http POST zoo.example/a X-Key:k q==1 name="Ada L" age:=7 tags:=\'["a"]\''), {
      method: 'POST',
      url: 'zoo.example/a?q=1',
      headers: [['X-Key', 'k']],
      data: '{"name":"Ada L","age":7,"tags":["a"]}',
      fields: undefined,
      user: undefined,
    })
    assert.deepEqual(call('http -a me:secret --form https://zoo.example/a "Authorization: Bearer x" \\\n  name=Ada'), {
      method: 'POST',
      url: 'https://zoo.example/a',
      headers: [
        ['Content-Type', 'application/x-www-form-urlencoded'],
        ['Authorization', 'Bearer x'],
      ],
      data: undefined,
      fields: [['name', 'Ada']],
      user: 'me:secret',
    })
    assert.equal(call('http "https://zoo.example/a"')?.method, 'GET')
    assert.equal(call('http is a protocol'), undefined)
  })
  it('that are none', () => {
    for (const [language, text] of [
      ['python', 'requests.post(url, data=open(name))'],
      ['python', 'requests.get(url, json)'],
      ['javascript', 'JSON.stringify(response)'],
      ['ruby', 'x'],
    ] as const)
      assert.equal(body(language, text), undefined, text)
  })
  it('count where curl shows none', () => {
    const page = (shell: string) =>
      read('a.md', {
        read: () =>
          `# A\n\n## Add\n\n\`POST /a\`\n\n\`\`\`shell\n${shell}\n\`\`\`\n\n\`\`\`python\nrequests.post('http://x/a', json={'b': 1})\n\`\`\`\n`,
      }).contract.operations[0]?.body?.example
    assert.deepEqual(page('curl http://x/a -X POST'), { b: 1 })
    assert.deepEqual(page('curl http://x/a -d \'{"c": 2}\''), { c: 2 })
  })
  it('never throw, and end', () => {
    const part = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '(',
      ')',
      '"',
      "'",
      '`',
      ':',
      ',',
      '=>',
      'a',
      '1',
      '...',
      '#',
      '//',
      '\n',
      '\\',
      'dict(',
      'requests.post(',
      'json=',
      'JSON.stringify(',
    )
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const text = parts.join('')
        void programValue(text, 0)
        for (const language of ['python', 'javascript', 'shell']) void body(language, text)
      }),
    )
    for (const text of [
      'requests.post('.repeat(20_000),
      'axios({'.repeat(20_000),
      `JSON.stringify(${'{a:'.repeat(20_000)}`,
      `JSON.stringify({a: "${'\\"'.repeat(30_000)}`,
      'http a '.repeat(20_000),
    ]) {
      const began = process.cpuUsage()
      for (const language of ['python', 'javascript', 'shell']) void body(language, text)
      assert.ok(process.cpuUsage(began).user < 3e6, text.slice(0, 20))
    }
  })
})

describe('a request heading with the path in it', () => {
  const page = (heading: string, sample: string) =>
    read('a.md', { read: () => `# A\n\n## Create user\n\n### ${heading}\n\n${sample}\n` }).contract.operations.map(
      (one) => `${one.key} ${one.title}`,
    )
  it('takes its method from the sample', () => {
    assert.deepEqual(page('HTTP Request: /users/create', '```shell\ncurl -X POST http://x/users/create\n```'), [
      'POST /users/create Create user',
    ])
    assert.deepEqual(page('**HTTP Request: /users**', 'Method: PUT'), ['PUT /users Create user'])
  })
  it('is no operation where nothing says the method', () => {
    assert.deepEqual(page('HTTP Request: /users/create', 'Makes a user.'), [])
  })
})

describe('rows of tables', () => {
  const placed = (text: string) =>
    read('a.md', { read: () => text }).contract.operations.map(({ key, parameters, body }) => [
      key,
      ...parameters.map((one) => `${one.in} ${one.name}`),
      ...(body?.shape.kind === 'object' ? body.shape.fields.map((field) => `body ${field.name}`) : []),
    ])
  const table = (...names: string[]) =>
    `Name | Type | Description\n--- | --- | ---\n${names.map((name) => `${name} | string | x\n`).join('')}\n`

  it('are placed by a bold line right before them', () => {
    const text = `# A\n\n\`GET /a/:event_uri/:id\`\n\n**Path Parameters**\n\n${table('event_uri', 'ids')}`
    assert.deepEqual(placed(text), [['GET /a/{event_uri}/{id}', 'path event_uri', 'path id']])
  })
  it('are in the query where their description shows it', () => {
    const text = `# A\n\n\`PUT /a\`\n\n### Parameters\n\nName | Description\n--- | ---\n\`fields[]\` | Which. \`?fields[a]=b\`\nname | Its name.\n`
    assert.deepEqual(placed(text), [['PUT /a', 'query fields[]', 'body name']])
  })
  it('that filter a search whose body is shown are no parameters', () => {
    const text = `# A\n\n\`POST /a/search\`\n\n\`\`\`shell\ncurl http://x/a/search -d '{"filter": {}}'\n\`\`\`\n\n### Filters\n\n${table('name')}`
    assert.deepEqual(placed(text), [['POST /a/search', 'body filter']])
  })
  it('that describe a part of the host are no parameters', () => {
    const text = `# A\n\n\`GET https://<DISTRICT>.zoo.example/a/<ID>\`\n\n### URL Parameters\n\n${table('DISTRICT', 'ID')}`
    assert.deepEqual(placed(text), [['GET /a/{id}', 'path id']])
  })
  it('speak of what is inside the envelope of JSON:API', () => {
    const text = `# A\n\n\`POST /a\`\n\n\`\`\`shell\ncurl http://x/a -d '{"data": {"type": "a", "attributes": {"name": "x"}}}'\n\`\`\`\n\n### Parameters\n\n${table('name', 'age')}`
    assert.deepEqual(placed(text), [['POST /a', 'body data']])
  })
  it('under HTML headings belong to these', () => {
    const text = `# A\n\n<h2 id="get">Get</h2>\n\n\`GET /a\`\n\n<h3 id="get-p">Parameters</h3>\n\n${table('q')}<h2 id="s">Schemas</h2>\n\n<h3 id="s-a">Properties</h3>\n\n${table('name')}`
    assert.deepEqual(placed(text), [['GET /a', 'query q']])
  })
})

describe('a URL in a command', () => {
  it('may have placeholders with spaces and one brace too many', () => {
    const target = readCurls('curl https://x/customers/{CUSTOMER ID}}/card/{CARD TOKEN} -X DELETE')[0]
    assert.equal(readUrl(target?.url ?? '')?.path, '/customers/{customer_id}/card/{card_token}')
    assert.equal(readUrl('/a/{b'), undefined)
    assert.equal(readUrl('/a/:id(.:format)')?.path, '/a/{id}')
  })
})

describe('bodies that bring files', () => {
  const bodyOf = (words: string) =>
    read('a.md', { read: () => `# A\n\n## Send\n\n\`POST /x\`\n\n${words}\n` }).contract.operations[0]?.body
  const kinds = (words: string): unknown => {
    const { mediaTypes, shape } = bodyOf(words) ?? {}
    const fields = shape?.kind === 'object' ? shape.fields.map(({ name, shape: own }) => [name, own]) : shape
    return [mediaTypes, fields]
  }
  const file = { kind: 'string', format: 'binary' }

  it('are forms of several parts where a table has a file', () => {
    assert.deepEqual(kinds('Field | Type\n--- | ---\nphoto | file'), [['multipart/form-data'], [['photo', file]]])
  })

  it('have a file where curl reads one', () => {
    const sample = '```shell\ncurl https://x.example/x -F name=Tom -F "photo=@tom.png;type=image/png"\n```'
    assert.deepEqual(kinds(sample), [
      ['multipart/form-data'],
      [
        ['name', { kind: 'string' }],
        ['photo', file],
      ],
    ])
  })

  it('are the file itself where curl sends it as it is, but not where it is JSON', () => {
    const sample = (name: string) => `\`\`\`shell\ncurl https://x.example/x --data-binary @${name}\n\`\`\``
    assert.deepEqual(kinds(sample('tom.png')), [['application/octet-stream'], file])
    assert.deepEqual(kinds(sample('tom.json')), [['application/json'], []])
  })
})
