/** The programs that try-it writes say what they must: run by the real interpreters, against a real server. */
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { languageOf } from '../../src/outputs/site/browser/tryit/code/index.ts'
import { javascriptText } from '../../src/outputs/site/browser/tryit/code/javascript.ts'
import { phpText } from '../../src/outputs/site/browser/tryit/code/php.ts'
import { pythonText } from '../../src/outputs/site/browser/tryit/code/python.ts'
import { rubyText } from '../../src/outputs/site/browser/tryit/code/ruby.ts'
import { shellText } from '../../src/outputs/site/browser/tryit/code/shell.ts'
import type { HttpRequest } from '../../src/outputs/site/browser/tryit/request.ts'
import { folder, INTERPRETERS, run, without } from './interpreters.ts'

type Literal = { readonly text: (text: string) => string; readonly program: (literals: readonly string[]) => string }

/** Each program prints its texts with a byte after each that no UTF-8 has. */
const LITERALS: Readonly<Record<string, Literal>> = {
  shell: { text: shellText, program: (all) => all.map((one) => `printf '%s\\xff' ${one}`).join('\n') },
  ruby: { text: rubyText, program: (all) => all.map((one) => `$stdout.binmode.write(${one}, "\\xff".b)`).join('\n') },
  python: {
    text: pythonText,
    program: (all) =>
      `import sys\n${all.map((one) => `sys.stdout.buffer.write(${one}.encode() + b'\\xff')`).join('\n')}`,
  },
  javascript: {
    text: javascriptText,
    program: (all) =>
      all.map((one) => `process.stdout.write(Buffer.concat([Buffer.from(${one}), Buffer.from([255])]))`).join('\n'),
  },
  php: { text: phpText, program: (all) => `<?php\n${all.map((one) => `echo ${one}, "\\xff";`).join('\n')}` },
}

const HOSTILE = [
  `'; touch owned; '`,
  '$(touch owned)',
  '`touch owned`',
  '#{`touch owned`}',
  '${process.exit(9)}',
  '{$x}',
  '"; exit 9; "',
  String.raw`\'; exit 9; //`,
  String.raw`\\`,
  '\\',
  "'",
  "'''",
  '"""',
  '<?php ?> <script>',
  '%s%n',
  '!!',
  '~',
  '*',
  '-n',
  '@/etc/passwd',
  'a\nb',
  'a\r\nb',
  '\t',
  '\u2028\u2029',
  '__END__',
  '=begin',
  'Ключ 猫 🐈',
  '\u0001\u001b[31m',
  '',
  ' ',
  '=cmd',
  '&&',
  '\ufeffx',
]
const character = fc.constantFrom(
  ...String.raw`'"\$#{}()<>;&|!*?~@%^=-_ `,
  '\n',
  '\r',
  '\t',
  '`',
  'n',
  'u',
  'x',
  '0',
  'é',
  '猫',
  '🐈',
)
const texts = fc.sample(fc.string({ unit: character, maxLength: 24 }), { numRuns: 300, seed: 4 })

describe('texts in the code that try-it writes', () => {
  for (const language of Object.keys(INTERPRETERS)) {
    it(`are read by ${language} as they were written`, { skip: without(language) }, async () => {
      const { text, program } = LITERALS[language]!
      const all = [...HOSTILE, ...texts]
      const printed = await run(language, program(all.map(text)))
      assert.deepEqual(split(printed), all)
    })
  }
})

function split(printed: Buffer): string[] {
  const parts: string[] = []
  for (let at = 0; at < printed.length;) {
    const end = printed.indexOf(255, at)
    parts.push(printed.toString('utf8', at, end))
    at = end + 1
  }
  return parts
}

type Received = { method: string; url: string; headers: IncomingHttpHeaders; body: string }

describe('programs that try-it writes', () => {
  let received: Received | undefined
  const server = createServer((request, answer) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { method = '', url = '', headers } = request
      received = { method, url, headers, body: String(Buffer.concat(chunks)) }
      answer.end('{"ok":true}')
    })
  })
  let address = ''
  before(async () => {
    await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening))
    const bound = server.address()
    address = typeof bound === 'object' && bound !== null ? `http://127.0.0.1:${bound.port}` : ''
    writeFileSync(join(folder, "cat's.txt"), 'meow')
  })
  after(() => server.close())

  for (const language of Object.keys(INTERPRETERS)) {
    const send = async (request: Omit<HttpRequest, 'url'> & { readonly path: string }): Promise<Received> => {
      const program = languageOf(language)!.write({ ...request, url: address + request.path })
      received = undefined
      await run(language, prepared(language, program))
      return received ?? assert.fail(`nothing was sent by\n${program}`)
    }
    const JSON_TYPE = ['Content-Type', 'application/json'] as const

    describe(language, { skip: without(language) }, () => {
      it('sends a query and headers', async () => {
        const headers = [
          ['Authorization', `me'ow "\\$HOME #{1} \`id\``],
          ['X-Empty', ''],
        ] as const
        const sent = await send({ method: 'GET', path: '/a%20b?q=%27x%27&y=%24HOME', headers, body: undefined })
        assert.equal(sent.method, 'GET')
        assert.equal(sent.url, '/a%20b?q=%27x%27&y=%24HOME')
        assert.equal(sent.headers['authorization'], headers[0][1])
        assert.equal(sent.headers['x-empty'], '')
      })

      it('sends JSON with the same meaning', async () => {
        const value = {
          name: `O'Hara "\\n" #{1} $x\n€`,
          list: [1, -2.5, 1e21, true, false, null, [], {}],
          '': { 'a b': '🐈' },
        }
        for (const body of [value, [], {}, 'text', 7, null]) {
          const text = JSON.stringify(body, null, 2)
          const sent = await send({ method: 'PATCH', path: '/x', headers: [JSON_TYPE], body: { kind: 'text', text } })
          assert.equal(sent.method, 'PATCH')
          assert.match(sent.headers['content-type'] ?? '', /^application\/json/)
          assert.deepEqual(JSON.parse(sent.body), body)
        }
      })

      it('sends as it stands what no literal can say', async () => {
        for (const text of [
          '{"a": 1.0, "b": 12345678901234567890}',
          '{"a":1,"a":2}',
          '{"__proto__": {"x": 1}}',
          `{'broken": é`,
          '@/etc/passwd',
        ]) {
          const sent = await send({ method: 'POST', path: '/x', headers: [JSON_TYPE], body: { kind: 'text', text } })
          assert.equal(sent.body, text)
        }
      })

      it('deletes and asks for heads', async () => {
        assert.equal((await send({ method: 'DELETE', path: '/x', headers: [], body: undefined })).method, 'DELETE')
        assert.equal((await send({ method: 'HEAD', path: '/x', headers: [], body: undefined })).method, 'HEAD')
      })

      it('sends forms with files', async () => {
        const parts = [
          { kind: 'text', name: 'note', value: '@/etc/passwd; é "quoted"' },
          { kind: 'file', name: 'photo', file: { name: "cat's.txt", type: 'text/x-cat' } },
        ] as const
        const sent = await send({ method: 'POST', path: '/x', headers: [], body: { kind: 'form', parts } })
        assert.match(sent.headers['content-type'] ?? '', /^multipart\/form-data; boundary=/)
        assert.match(sent.body, /name="note"\r\n(?:[^\r]+\r\n)*\r\n@\/etc\/passwd; é "quoted"\r\n/)
        assert.match(
          sent.body,
          /name="photo"; filename="cat's\.txt"\r\n(?:Content-[^\r]+\r\n)*Content-Type: text\/x-cat\r\n(?:[^\r]+\r\n)*\r\nmeow\r\n/i,
        )
      })
    })
  }
})

/** In a browser the reader's file is at hand as `file`. */
function prepared(language: string, program: string): string {
  return language === 'javascript' && program.includes(', file,')
    ? `const file = new File(['meow'], 'x', { type: 'text/x-cat' })\n${program}`
    : program
}
