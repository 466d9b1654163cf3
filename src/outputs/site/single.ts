/** A page as one file that works from disk: styles, scripts and pictures inside, and a policy that lets only them run. */
import { createHash } from 'node:crypto'
import { posix } from 'node:path'
import { fileType } from '../../model/file-type.ts'
import type { OutputFile } from '../output.ts'
import { attributes, dataBlock } from './html.ts'

/**
 * Of the files of a site, its pages, each with all that it needs inside. Links between pages stay. Scripts that are
 * loaded when first wanted lie in the file as text until then, and run under the same policy; with `trust` there is none.
 */
export function singleFiles(files: readonly OutputFile[], trust = false): OutputFile[] {
  const byPath = new Map(files.map((file) => [file.path, file]))
  const pages = files.filter(({ path, content }) => path.endsWith('.html') && typeof content === 'string')
  return pages.map(({ path, content }) => ({ path, content: new Single(path, byPath, trust).page(String(content)) }))
}

const LINK = /<link rel="stylesheet" href="([^"]+)"[^>]*>/g
const SCRIPT = /<script src="([^"]+)"( defer)?><\/script>/g
const LAZY = /(?:data-script|data-tryit)="([^"]+)"/g
const IMAGE = /(<(?:img|source|link rel="icon")(?=\s)[^>]*?\s(?:src|href)=)"([^"]+)"/g

class Single {
  readonly #folder: string
  readonly #files: ReadonlyMap<string, OutputFile>
  readonly #scripts: string[] = []
  readonly #styles: string[] = []
  readonly #trust: boolean

  constructor(path: string, files: ReadonlyMap<string, OutputFile>, trust: boolean) {
    this.#trust = trust
    this.#folder = posix.dirname(path)
    this.#files = files
  }

  page(html: string): string {
    const late: string[] = []
    const lazy = new Set([...html.matchAll(LAZY)].map(([, address = '']) => address))
    const drawn = html
      .replaceAll(IMAGE, (whole, start: string, address: string) => this.#image(whole, start, address))
      .replaceAll(LINK, (whole, address: string) => this.#style(address) ?? whole)
      .replaceAll(SCRIPT, (whole, address: string, defer: string | undefined) => {
        const script = this.#script(address)
        if (script === undefined) return whole
        const element = `<script>${script}</script>`
        if (defer === undefined) return element
        late.push(element)
        return ''
      })
    for (const address of lazy) late.push(...this.#later(address))
    if (html.includes(' data-tryit=')) late.push(...this.#data())
    const end = drawn.lastIndexOf('</body>')
    const whole = `${drawn.slice(0, end)}${late.join('\n')}\n${drawn.slice(end)}`
    if (this.#trust) return whole
    return whole.replace('<meta charset="utf-8">', (charset) => `${charset}\n${this.#policy()}`)
  }

  #text(address: string): string | undefined {
    const content = this.#file(address)?.content
    return content === undefined ? undefined : Buffer.from(content).toString('utf8')
  }

  /** The file of the site that an address means, if it is one. */
  #file(address: string): OutputFile | undefined {
    if (/^(?:[a-z][a-z0-9+.-]*:|\/|#)/i.test(address)) return undefined
    const path = address.replace(/[?#].*$/, '').replaceAll('&amp;', '&')
    return this.#files.get(posix.join(this.#folder, decoded(path)))
  }

  #script(address: string): string | undefined {
    const text = this.#text(address)?.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--')
    if (text !== undefined) this.#scripts.push(text)
    return text
  }

  #later(address: string): string[] {
    const text = this.#script(address)
    const name = posix.basename(address.replace(/[?#].*$/, ''))
    return text === undefined ? [] : [`<script type="text/plain"${attributes({ 'data-file': name })}>${text}</script>`]
  }

  /** What try-it has to know, which it would fetch from beside the page. */
  #data(): string[] {
    const content = this.#files.get('tryit.json')?.content
    return content === undefined ? [] : [dataBlock('kittn-tryit', JSON.parse(String(content)))]
  }

  #style(address: string): string | undefined {
    const text = this.#text(address)?.replaceAll('</style', '<\\/style')
    if (text === undefined) return undefined
    this.#styles.push(text)
    return `<style>${text}</style>`
  }

  #image(whole: string, start: string, address: string): string {
    const file = this.#file(address)
    const type = file === undefined ? undefined : imageType(file.path)
    if (file === undefined || type === undefined) return whole
    return `${start}"data:${type};base64,${Buffer.from(file.content).toString('base64')}"`
  }

  /** Only what stands in the file runs. Try-it may call any server, and pictures may be anywhere, as on a served page. */
  #policy(): string {
    const policy = [
      "default-src 'none'",
      `script-src ${this.#scripts.map(hash).join(' ')}`,
      `style-src ${this.#styles.map(hash).join(' ')}`,
      "style-src-attr 'unsafe-inline'",
      'img-src * data:',
      'media-src *',
      'connect-src *',
      'font-src data:',
      "base-uri 'none'",
      "form-action 'none'",
    ]
    return `<meta${attributes({ 'http-equiv': 'content-security-policy', content: policy.join('; ') })}>`
  }
}

function imageType(path: string): string | undefined {
  const type = fileType(path)
  return type?.startsWith('image/') ? type : undefined
}

function hash(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
