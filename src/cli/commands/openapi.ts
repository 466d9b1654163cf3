/** `kittn openapi PATH`: the page's contract as an OpenAPI document, to standard output or into a file. */
import { writeFileSync } from 'node:fs'
import type { Command } from 'commander'
import { openapi } from '../../outputs/index.ts'
import { load } from '../load.ts'
import { projectsAt } from '../project.ts'
import { WrongUse } from '../wrong-use.ts'

export function addOpenapi(program: Command): void {
  program
    .command('openapi')
    .description('print the OpenAPI 3.1 description of the API')
    .argument('[path]', 'a page or a Slate folder', '.')
    .option('-o, --out <file>', 'write it into a file instead')
    .action(async (path: string, options: { readonly out?: string }) => {
      const [project, ...others] = projectsAt(path)
      if (project === undefined || others.length > 0)
        throw new WrongUse(`${path} holds several APIs`, 'Name one of them.')
      const [file] = openapi.run((await load(project)).reading, { dev: false })
      if (options.out === undefined) process.stdout.write(String(file?.content))
      else writeFileSync(options.out, String(file?.content))
    })
}
