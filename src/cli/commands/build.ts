/** `kittn build PATH --out DIR`: the static site with everything that is published beside it. */
import { join, relative, resolve } from 'node:path'
import type { Command } from 'commander'
import colors from 'picocolors'
import { addressOf } from '../listen.ts'
import { siteOf } from '../published.ts'
import { load, type Loaded } from '../load.ts'
import { projectsAt } from '../project.ts'
import { homeFiles } from '../home.ts'
import { countOf, plural } from '../terminal.ts'
import { writeFiles } from '../write.ts'

type Options = { readonly out: string; readonly address?: string; readonly single: boolean; readonly trust: boolean }

export function addBuild(program: Command): void {
  program
    .command('build')
    .description('write the static site with openapi.json and asyncapi.json, for any web server or Pages host')
    .argument('[path]', 'a page, a Slate folder or a folder of APIs', '.')
    .option('-o, --out <dir>', 'the folder to write to', 'build')
    .option('--single', 'each page as one file that works from disk, with search inside', false)
    .option('--trust', 'let scripts that the author wrote into the page run, as Slate does', false)
    .option('--address <url>', 'where the world will see the site, for sitemap.xml and previews', addressOf)
    .action(async (path: string, options: Options) => {
      const loaded = await Promise.all(projectsAt(path).map(load))
      for (const one of loaded) writeSite(one, options)
      writeFiles(resolve(options.out), homeFiles(path, loaded))
    })
}

function writeSite(loaded: Loaded, { out, address, single, trust }: Options): void {
  const { prefix } = loaded.project
  const folder = join(resolve(out), prefix)
  const files = siteOf(loaded, {
    dev: false,
    single,
    trust,
    ...(address === undefined ? {} : { published: address + prefix }),
  })
  writeFiles(folder, files)
  const shown = relative('.', folder) || '.'
  const { operations } = loaded.reading.contract
  console.log(
    `${colors.bold(loaded.reading.page.title)} → ${shown}: ${colors.dim(`${plural(files.length, 'file')}, ${plural(operations.length, 'operation')}, ${countOf(loaded.findings)}`)}`,
  )
}
