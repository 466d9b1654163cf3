/** `kittn build PATH --out DIR`: the static site with everything that is published beside it. */
import { join, relative, resolve } from 'node:path'
import type { Command } from 'commander'
import colors from 'picocolors'
import { addressOf } from '../listen.ts'
import { built, cacheIn, runningCode, usersCache } from '../cache/index.ts'
import { projectsAt, type Project } from '../project.ts'
import { homeFiles, type About } from '../home.ts'
import { plural } from '../terminal.ts'
import { writeFiles } from '../write.ts'

type Options = {
  readonly out: string
  readonly address?: string
  readonly single: boolean
  readonly trust: boolean
  readonly cache: boolean
}

export function addBuild(program: Command): void {
  program
    .command('build')
    .description('write the static site with openapi.json and asyncapi.json, for any web server or Pages host')
    .argument('[path]', 'a page, a Slate folder or a folder of APIs', '.')
    .option('-o, --out <dir>', 'the folder to write to', 'build')
    .option('--single', 'each page as one file that works from disk, with search inside', false)
    .option('--trust', 'let scripts that the author wrote into the page run, as Slate does', false)
    .option('--no-cache', 'make everything anew, whatever was made of the same files before')
    .option('--address <url>', 'where the world will see the site, for sitemap.xml and previews', addressOf)
    .action(async (path: string, options: Options) => {
      const about: About[] = []
      for (const project of projectsAt(path)) about.push(await writeSite(project, options))
      writeFiles(resolve(options.out), homeFiles(path, about, options.address))
    })
}

async function writeSite(project: Project, { out, address, single, trust, cache }: Options): Promise<About> {
  const folder = join(resolve(out), project.prefix)
  const published = address === undefined ? {} : { published: address + project.prefix }
  const code = cache ? runningCode() : undefined
  const known = code === undefined ? undefined : { code, cache: cacheIn(usersCache()) }
  const { about, files } = await built(project, { dev: false, single, trust, ...published }, known)
  writeFiles(folder, files)
  const shown = relative('.', folder) || '.'
  const told = [plural(files.length, 'file'), plural(about.operations, 'operation'), about.findings].join(', ')
  console.log(`${colors.bold(about.title)} → ${shown}: ${colors.dim(told)}`)
  return about
}
