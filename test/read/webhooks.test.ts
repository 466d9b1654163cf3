/** Webhooks: what is a delivery and what is not. docs/convention.md has the plain cases. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { read } from '../../src/read/index.ts'
import { corpus, noCorpus, readingOf } from '../corpus.ts'

const contractOf = (page: string) => read('a.md', { read: () => page }).contract
const names = (page: string) => contractOf(`# Webhooks\n\n${page}`).webhooks.map(({ name }) => name)
const fence = (text: string, language = 'json') => `\`\`\`${language}\n${text}\n\`\`\`\n\n`

describe('webhooks', () => {
  it('are named by the event, the caption or the heading', () => {
    assert.deepEqual(names(`## Born\n\n${fence('{"event": "animal.born"}')}`), ['animal.born'])
    assert.deepEqual(names(`## Born\n\n> Payload of \`animal.born\`:\n\n${fence('{"id": 7}')}`), ['animal.born'])
    assert.deepEqual(names(`## Example Webhook Content\n\n${fence('{"id": 7}')}`), ['Webhook Content'])
    assert.deepEqual(names(`## Births\n\nSent for each.\n\n${fence('{"id": 7}')}${fence('{"id": 8}')}`), [
      'Births',
      'Births 2',
    ])
  })

  it('are not what operations of the chapter answer, in whatever way these are shown', () => {
    const answer = fence('{"id": 7, "type": "webhook"}')
    for (const page of [
      `## Register a webhook\n\n\`POST /webhooks\`\n\n${answer}`,
      `## Registering a webhook\n\n${fence('$ http --form POST "https://zoo.example/webhooks"', 'shell')}${answer}`,
      `## Listar los webhooks\n\n${answer}`,
      `## The Webhook object\n\n${answer}`,
      `## Delivery\n\n> The above command returns:\n\n${answer}`,
      `## Errors\n\nEvent | Link\n--- | ---\nretry | https://zoo.example/retry\n`,
    ])
      assert.deepEqual(names(page), [], page)
  })

  it('are not in chapters about other things', () => {
    assert.deepEqual(contractOf(`# Events\n\n${fence('{"event": "born"}')}`).webhooks, [])
  })

  it('have what tables say of the payload, and a body even where its JSON does not parse', () => {
    const table = 'Field | Type | Description\n--- | --- | ---\nid | integer | The number.\n\n'
    const [one] = contractOf(`# Webhooks\n\n## Born\n\nSent at birth.\n\n${fence('{"id": 7}')}${table}`).webhooks
    assert.deepEqual(one?.body?.shape, {
      kind: 'object',
      open: true,
      fields: [{ name: 'id', shape: { kind: 'integer' }, required: true, description: 'The number.' }],
    })
    const broken = contractOf(
      `# Webhooks\n\n> Payload\n\n${fence('{"id": ** id **}')}Event | Meaning\n--- | ---\nborn | A birth.\n`,
    )
    assert.deepEqual(
      broken.webhooks.map(({ name, description, method, body }) => [name, description, method, body?.example]),
      [['born', 'A birth.', 'POST', undefined]],
    )
  })

  it('are unique by name; the first counts', () => {
    const [one, ...others] = contractOf(
      `# Webhooks\n\n## A\n\n${fence('{"type": "xy", "n": 1}')}## B\n\n${fence('{"type": "xy", "n": 2}')}`,
    ).webhooks
    assert.deepEqual([one?.title, others], ['A', []])
  })
})

/** Counted by hand on the pages. */
const KNOWN: Readonly<Record<string, number>> = {
  'CentryCL__centry-rest-api-docs': 1,
  'ConvertKit__developers-documentation': 2,
  'FocusNFe__api-doc': 1,
  'Patreon__platform-documentation': 12,
  'chargehound__chargehound-slate': 5,
  'codewars__codewars-api-docs': 6,
  'datil__api-docs': 4,
  'mailsac__api-docs': 1,
  gigapay__Documentation: 1,
  'miare-ir__api-doc': 16,
  monzo__docs: 1,
  'storestartup__partially-api': 10,
}

describe('webhooks of the corpus', { skip: noCorpus }, () => {
  it('are found on these pages and on no others', () => {
    const found = corpus.flatMap((page) => {
      const { length } = readingOf(page).contract.webhooks
      return length === 0 ? [] : [[page.name, length]]
    })
    assert.deepEqual(Object.fromEntries(found), KNOWN)
  })
})
