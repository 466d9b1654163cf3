/** `kittn openapi PATH`: the page's contract as an OpenAPI document, to standard output or into a file. */
import type { Command } from 'commander'
import { openapi } from '../../outputs/index.ts'
import { printDocument } from '../document.ts'
import { WrongUse } from '../wrong-use.ts'

export function addOpenapi(program: Command): void {
  program
    .command('openapi')
    .description('print the OpenAPI 3.1 description of the API')
    .argument('[path]', 'a page or a Slate folder', '.')
    .option('-o, --out <file>', 'write it into a file instead')
    .action((path: string, options: { readonly out?: string }) =>
      printDocument(
        openapi,
        path,
        options,
        (at) => new WrongUse(`${at} describes no API`, 'State an operation on the page: `GET /kittens`.'),
      ),
    )
}
