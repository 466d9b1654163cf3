/** What the front matter asks of the site. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { en } from '../../src/outputs/site/words/en.ts'
import { wordsOf } from '../../src/outputs/site/words/index.ts'
import { en as english } from '../../src/outputs/site/words/try/en.ts'
import { tryWordsOf } from '../../src/outputs/site/words/try/index.ts'
import { siteOf } from '../browser/page.ts'

const fileOf = (path: string, front: string, body: string): string =>
  String(siteOf(`---\ntitle: T\n${front}---\n\n${body}\n`).find((file) => file.path === path)?.content)
const page = (front: string, body = '# A'): string => fileOf('index.html', front, body)
const css = (front: string): string => fileOf('assets/site.css', front, '# A')
const entries = (html: string): string[] =>
  [...html.matchAll(/class="toc-h(\d) toc-link" data-title="([^"]*)"/g)].map(([, level, title]) => `${level} ${title}`)

const TREE = '# A\n\n## B\n\n### C\n\n#### D\n\n# E\n\n### F'

describe('the table of contents', () => {
  it('has the two levels of Slate, an h3 without h2 among them', () => {
    assert.deepEqual(entries(page('', TREE)), ['1 A', '2 B', '1 E', '2 F'])
  })

  it('has as many levels as the page asks for', () => {
    assert.deepEqual(entries(page('toc_depth: 1\n', TREE)), ['1 A', '1 E'])
    assert.deepEqual(entries(page('toc_depth: 3\n', TREE)), ['1 A', '2 B', '3 C', '1 E', '2 F'])
    assert.deepEqual(entries(page('headingLevel: 4\n', TREE)), ['1 A', '2 B', '3 C', '4 D', '1 E', '2 F'])
    assert.deepEqual(entries(page('toc_depth: many\n', TREE)), ['1 A', '2 B', '1 E', '2 F'])
  })

  it('has a heading over each group', () => {
    assert.match(
      page('toc_groups:\n  - Guides & more: e\n', TREE),
      /<li class="toc-group">Guides &amp; more<\/li>\n<li><a href="#e"/,
    )
  })
})

describe('the theme', () => {
  it('sets properties, two values for light and dark', () => {
    assert.match(
      css(`theme:\n  accent: ['#07c', '#6cf']\n  paper_code: '#eee'\n`),
      /:root\{--kittn-accent:light-dark\(#07c,#6cf\);--kittn-paper-code:#eee\}/,
    )
  })

  it('sets nothing else, and no value that is more than one', () => {
    const hostile = css(
      `theme:\n  other: red\n  accent: 'red;background:url(//evil)'\n  ink: 'url(https://evil.example/x)'\n  line: '</style><script>'\n`,
    )
    assert.doesNotMatch(hostile, /evil|--kittn-other|<script/)
  })

  it('takes style sheets from beside the page', () => {
    assert.match(page('stylesheets: [look.css]\n'), /<link rel="stylesheet" href="look.css" data-own>/)
  })
})

describe('switches', () => {
  it('lead to other versions, the page itself being the one that is here', () => {
    const html = page('versions:\n  - v2: ./\n  - v1: ../v1/\n')
    assert.match(html, /<summary><span class="unseen">Version: <\/span>v2/)
    assert.match(html, /<a href=".\/" aria-current="true">v2<\/a><\/li><li><a href="..\/v1\/">v1<\/a>/)
  })

  it('name each language in its own words', () => {
    const html = page('lang: pt-BR\ntranslations:\n  - pt-BR: ./\n  - ja: ../ja/\n')
    assert.match(html, /<a href="..\/ja\/" lang="ja" hreflang="ja">日本語<\/a>/)
    assert.match(html, /<link rel="alternate" hreflang="ja" href="..\/ja\/">/)
  })

  it('do not lead into a script', () => {
    assert.doesNotMatch(page(`versions:\n  - a: .\n  - b: 'java\tscript:alert(1)'\n`), /script:alert/)
    assert.doesNotMatch(page(`logo_link: 'javascript:alert(1)'\n`), /javascript:/)
  })
})

describe('the foot', () => {
  it('says when the page was changed and where it can be', () => {
    const html = page('lang: de\nlast_changed: 2026-03-01\nedit_url: https://example.com/edit\n')
    assert.match(html, /Zuletzt geändert <time datetime="2026-03-01">1. März 2026<\/time>/)
    assert.match(html, /<a href="https:\/\/example.com\/edit\/index.md" class="edit">Diese Seite bearbeiten<\/a>/)
  })
})

describe('the words of the site', () => {
  it('are those of the language of the page, English where it has none', () => {
    assert.match(page('lang: pt-BR\n'), /Ir para o conteúdo/)
    assert.match(page('lang: tlh\n'), /<html lang="tlh"[^]*Skip to content/)
  })

  it('have the same gaps in every language, those of try-it too', () => {
    const gaps = (text: string): string => [...text.matchAll(/\{\d?\}/g)].map(String).toSorted().join()
    const wanted: Readonly<Record<string, string>> = { ...en, ...english }
    const tags = ['de', 'es', 'fa', 'fr', 'it', 'ja', 'pt', 'ru', 'tr', 'zh']
    const spoken = tryWordsOf(tags)
    for (const tag of tags)
      for (const [name, text] of Object.entries({ ...wordsOf(tag), ...spoken[tag] }))
        assert.equal(gaps(text), gaps(wanted[name] ?? ''), `${tag}: ${name}`)
  })

  it('go along with what can be tried, for the languages of the pages only', () => {
    const words = (front: string): string[] => {
      const { words = {} } = JSON.parse(fileOf('tryit.json', front, '# A')) as { words?: object }
      return Object.keys(words)
    }
    assert.deepEqual([words('lang: pt-BR\n'), words('')], [['pt'], []])
  })

  it('run from right to left where the language does', () => {
    assert.match(page('lang: fa\n'), /<html lang="fa" dir="rtl"/)
    assert.match(page('lang: fa\nrtl: false\n'), /dir="ltr"/)
  })
})
