/** `kittn asyncapi PATH`: the page's WebSocket channels as an AsyncAPI document, to standard output or into a file. */
import { writeFileSync } from 'node:fs'
import type { Command } from 'commander'
import { asyncapi } from '../../outputs/index.ts'
import { load } from '../load.ts'
import { projectsAt } from '../project.ts'
import { WrongUse } from '../wrong-use.ts'

export function addAsyncapi(program: Command): void {
  program
    .command('asyncapi')
    .description('print the AsyncAPI 3.0 description of the WebSocket channels')
    .argument('[path]', 'a page or a Slate folder', '.')
    .option('-o, --out <file>', 'write it into a file instead')
    .action(async (path: string, options: { readonly out?: string }) => {
      const [project, ...others] = projectsAt(path)
      if (project === undefined || others.length > 0)
        throw new WrongUse(`${path} holds several APIs`, 'Name one of them.')
      const [file] = asyncapi.run((await load(project)).reading, { dev: false })
      if (file === undefined)
        throw new WrongUse(`${path} describes no WebSocket channel`, 'State its address on the page: `wss://…`.')
      if (options.out === undefined) process.stdout.write(String(file.content))
      else writeFileSync(options.out, String(file.content))
    })
}
