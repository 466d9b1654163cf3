/** What the documents say of the repository is so. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { FINDINGS } from '../../src/finding.ts'
import { TOP, documents, headingIds, links, namedPaths } from './documents.ts'
import { exists, textOf, tracked } from './tree.ts'

const skip = tracked() === undefined ? 'not a git checkout' : false

describe('the documents', { skip }, () => {
  it('are there', () => {
    assert.deepEqual(
      [...TOP, 'LICENSE', 'docs/findings.md'].filter((path) => !exists(path)),
      [],
    )
  })

  it('name paths that exist', () => {
    const missing = documents().flatMap(({ path, text }) => {
      return namedPaths(text)
        .filter((named) => !exists(named))
        .map((named) => `${path}: ${named}`)
    })
    assert.deepEqual(missing, [])
  })

  it('link to documents and headings that exist', () => {
    const broken = documents().flatMap((document) => {
      return links(document)
        .filter((link) => !resolves(link))
        .map((link) => `${document.path} → ${link}`)
    })
    assert.deepEqual(broken, [])
  })

  it('explain every finding as the table does', () => {
    const written = sectionsOf(textOf('docs/findings.md'))
    const expected = Object.entries(FINDINGS).map(([code, { severity, meaning, cure }]) => {
      return { code, text: `*${severity}*\n\n${meaning}\n\n**Cure.** ${cure}` }
    })
    assert.deepEqual(written, expected)
  })

  it('stand in the site that Kittn makes of them, all of them', () => {
    const pages = (tracked() ?? []).filter((path) => /^docs\/[\w-]+\.html\.md$/.test(path))
    const taken = pages.flatMap((path) =>
      [...textOf(path).matchAll(/^--8<-- "(.+)"$/gm)].map(([, name]) => `docs/${name}`),
    )
    const written = (tracked() ?? []).filter((path) => /^docs\/.*\.md$/.test(path) && !path.endsWith('.html.md'))
    assert.deepEqual(taken.toSorted(), written.toSorted(), 'add a line to docs/decisions.html.md, or a page')
  })

  it('number decisions without gaps', () => {
    const numbers = (tracked() ?? []).flatMap(
      (path) => /^docs\/decisions\/(\d{4})-[a-z0-9-]+\.md$/.exec(path)?.[1] ?? [],
    )
    assert.deepEqual(
      numbers.toSorted(),
      numbers.map((_, index) => String(index + 1).padStart(4, '0')),
    )
  })
})

function resolves(link: string): boolean {
  const [file = '', anchor] = link.split('#')
  if (!exists(file)) return false
  return anchor === undefined || !file.endsWith('.md') || headingIds(textOf(file)).has(anchor)
}

/** The `##` sections of a document, lines of a paragraph joined. */
function sectionsOf(text: string): { code: string; text: string }[] {
  const parts = text.split(/^## /m).slice(1)
  return parts.map((part) => {
    const [code = '', ...rest] = part.split('\n')
    const paragraphs = rest
      .join('\n')
      .trim()
      .split(/\n{2,}/)
    return {
      code: code.replaceAll('`', '').trim(),
      text: paragraphs.map((lines) => lines.replaceAll(/\s*\n\s*/g, ' ')).join('\n\n'),
    }
  })
}
