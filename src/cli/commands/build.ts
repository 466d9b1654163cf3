/** `kittn build PATH --out DIR`: the static site with everything that is published beside it. */
import { join, relative, resolve } from 'node:path'
import type { Command } from 'commander'
import colors from 'picocolors'
import { siteOf } from '../published.ts'
import { load, type Loaded } from '../load.ts'
import { projectsAt } from '../project.ts'
import { homeFiles } from '../home.ts'
import { countOf, plural } from '../terminal.ts'
import { writeFiles } from '../write.ts'

export function addBuild(program: Command): void {
  program
    .command('build')
    .description('write the static site with openapi.json and asyncapi.json, for any web server or Pages host')
    .argument('[path]', 'a page, a Slate folder or a folder of APIs', '.')
    .option('-o, --out <dir>', 'the folder to write to', 'build')
    .action(async (path: string, options: { readonly out: string }) => {
      const loaded = await Promise.all(projectsAt(path).map(load))
      for (const one of loaded) writeSite(one, join(resolve(options.out), one.project.prefix))
      writeFiles(resolve(options.out), homeFiles(loaded))
    })
}

function writeSite(loaded: Loaded, folder: string): void {
  const files = siteOf(loaded, { dev: false })
  writeFiles(folder, files)
  const shown = relative('.', folder) || '.'
  const { operations } = loaded.reading.contract
  console.log(
    `${colors.bold(loaded.reading.page.title)} → ${shown} ${colors.dim(`${plural(files.length, 'file')}, ${plural(operations.length, 'operation')}, ${countOf(loaded.findings)}`)}`,
  )
}
