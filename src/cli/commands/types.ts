/** `kittn types PATH`: writes api.gen.d.ts beside api.ts, so that handlers are typed from the page. */
import type { Command } from 'commander'
import { join, relative } from 'node:path'
import { types } from '../../outputs/index.ts'
import { understand } from '../load.ts'
import { projectsAt } from '../project.ts'
import { writeFiles } from '../write.ts'

export function addTypes(program: Command): void {
  program
    .command('types')
    .description('write api.gen.d.ts, the types of the handlers in api.ts')
    .argument('[path]', 'a page, a Slate folder or a folder of APIs', '.')
    .action(async (path: string) => {
      for (const project of projectsAt(path)) {
        const files = types.run((await understand(project)).reading, { dev: false })
        writeFiles(project.home, files)
        for (const file of files) console.log(relative('.', join(project.home, file.path)))
      }
    })
}
