/** The home page of a folder of APIs. */
import { existsSync, statSync } from 'node:fs'
import { homePage, settingsOf, type HomeAbout } from '../outputs/index.ts'
import type { OutputFile } from '../outputs/output.ts'
import { filesIn, read } from '../read/index.ts'
import type { Loaded } from './load.ts'

/** Where the folder says what it is: its first heading and the paragraph under it. */
const ABOUT = 'README.md'

/** No files where a single API is at the root already. `path` is the folder. */
export function homeFiles(path: string, loaded: readonly Loaded[]): readonly OutputFile[] {
  if (loaded.every((one) => one.project.prefix === '')) return []
  const entries = loaded.map(({ project, reading }) => ({
    name: project.name,
    title: reading.page.title,
    description: reading.page.description ?? reading.contract.description ?? '',
    prefix: project.prefix,
    operations: reading.contract.operations.length,
    channels: reading.contract.channels.length,
  }))
  return homePage(entries, { ...aboutOf(path), ...languageOf(loaded) })
}

function aboutOf(folder: string): HomeAbout {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) return {}
  const files = filesIn(folder)
  if (!files.has?.(ABOUT)) return {}
  const [heading, paragraph] = read(ABOUT, files).page.blocks
  if (heading?.kind !== 'heading') return {}
  return { title: heading.text, ...(paragraph?.kind === 'paragraph' ? { text: `<p>${paragraph.html}</p>` } : {}) }
}

/** The language that all of the pages are in. */
function languageOf(loaded: readonly Loaded[]): HomeAbout {
  const [lang, ...others] = new Set(loaded.map(({ reading }) => settingsOf(reading.page).lang))
  return lang === undefined || others.length > 0 ? {} : { lang }
}
