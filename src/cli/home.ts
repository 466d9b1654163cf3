/** The home page of a folder of APIs. */
import { existsSync, statSync } from 'node:fs'
import { homePage, settingsOf, type HomeAbout, type HomeEntry } from '../outputs/index.ts'
import type { OutputFile } from '../outputs/output.ts'
import { filesIn, read } from '../read/index.ts'
import type { Loaded } from './load.ts'
import { countOf } from './terminal.ts'

/** Where the folder says what it is: its first heading and the paragraph under it. */
const ABOUT = 'README.md'

/** What one API is in a few words. */
export type About = HomeEntry & { readonly lang: string; readonly findings: string }

export function aboutOf({ project, reading, findings }: Pick<Loaded, 'project' | 'reading' | 'findings'>): About {
  return {
    name: project.name,
    title: reading.page.title,
    description: reading.page.description ?? reading.contract.description ?? '',
    prefix: project.prefix,
    operations: reading.contract.operations.length,
    channels: reading.contract.channels.length,
    lang: settingsOf(reading.page).lang,
    findings: countOf(findings),
  }
}

/** No files where a single API is at the root already. `path` is the folder, `address` where the world sees it, if that is known. */
export function homeFiles(path: string, all: readonly About[], address?: string): readonly OutputFile[] {
  if (all.every(({ prefix }) => prefix === '')) return []
  const base = address === undefined ? {} : { base: new URL(`${address}/`).pathname }
  return homePage(all, { ...aboutFolder(path), ...languageOf(all), ...base })
}

function aboutFolder(folder: string): HomeAbout {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) return {}
  const files = filesIn(folder)
  if (!files.has?.(ABOUT)) return {}
  const [heading, paragraph] = read(ABOUT, files).page.blocks
  if (heading?.kind !== 'heading') return {}
  return { title: heading.text, ...(paragraph?.kind === 'paragraph' ? { text: `<p>${paragraph.html}</p>` } : {}) }
}

/** The language that all of the pages are in. */
function languageOf(all: readonly About[]): HomeAbout {
  const [lang, ...others] = new Set(all.map((one) => one.lang))
  return lang === undefined || others.length > 0 ? {} : { lang }
}
