/** Reads a project whole: its pages, its api.ts and what is to be said of both. */
import { join } from 'node:path'
import type { Finding } from '../finding.ts'
import type { Reading } from '../model/reading.ts'
import { memory, onceEach } from '../model/remember.ts'
import { filesIn, readPages, type Files } from '../read/index.ts'
import type { Behaviour } from '../serve/index.ts'
import { changedIn, type Changed } from './changed.ts'
import { loadBehaviour } from './modules.ts'
import type { Project } from './project.ts'
import { namedFiles } from './statics.ts'

/** What a project says, without the days on which it changed, for which git is asked. */
export type Understood = {
  readonly project: Project
  readonly reading: Reading
  readonly behaviour: Behaviour
  /** Of the page and of api.ts. */
  readonly findings: readonly Finding[]
  /** Absolute paths of all that was read or looked for. */
  readonly watched: readonly string[]
}
export type Loaded = Understood & {
  /** When pages that do not say it were changed last. */
  readonly changed: Changed
}

/** All of it. Never rejects for anything that stands in the project's files: that becomes findings. */
export async function load(project: Project, files: Files = filesIn(project.root)): Promise<Loaded> {
  const understood = await understand(project, files)
  return { ...understood, changed: await changedIn(project.root, understood.reading) }
}

/** As `load`, after an edit: git is asked meanwhile, and what it says is there for the next time. */
export async function loadAgain(before: Loaded): Promise<Loaded> {
  const { project } = before
  const understood = await understand(project)
  const days = latestDays(project)
  const { changed = before.changed } = days
  void changedIn(project.root, understood.reading).then((now) => (days.changed = now))
  return { ...understood, changed }
}

const latestDays = onceEach<Project, { changed?: Changed }>(() => ({}))

/** As `load`, for those who publish nothing. */
export async function understand(project: Project, files: Files = filesIn(project.root)): Promise<Understood> {
  const reading = readPages(project.pages, files, memoryOf(project)())
  const module = await loadBehaviour(project.home)
  const named = namedFiles(reading).map((path) => join(project.root, path))
  const broken = module.broken === undefined ? [] : [module.broken]
  return {
    project,
    reading,
    behaviour: module.behaviour,
    findings: [...reading.findings, ...broken, ...(await beyond(reading, module.behaviour))],
    watched: [...reading.watched.map((path) => join(project.root, path)), ...named, ...module.files],
  }
}

/** A project is read after each edit; most of it says what it said before. */
const memoryOf = onceEach<Project, ReturnType<typeof memory>>(() => memory())

/** What api.ts says and the page does not. A page alone needs nothing of a server. */
async function beyond({ contract }: Reading, behaviour: Behaviour): Promise<readonly Finding[]> {
  if (Object.keys(behaviour).length === 0) return []
  const serve = await import('../serve/index.ts')
  return serve.beyond(contract, behaviour)
}
