/** `kittn asyncapi PATH`: the page's WebSocket channels as an AsyncAPI document, to standard output or into a file. */
import type { Command } from 'commander'
import { asyncapi } from '../../outputs/index.ts'
import { printDocument } from '../document.ts'
import { WrongUse } from '../wrong-use.ts'

export function addAsyncapi(program: Command): void {
  program
    .command('asyncapi')
    .description('print the AsyncAPI 3.0 description of the WebSocket channels')
    .argument('[path]', 'a page or a Slate folder', '.')
    .option('-o, --out <file>', 'write it into a file instead')
    .action((path: string, options: { readonly out?: string }) =>
      printDocument(
        asyncapi,
        path,
        options,
        (at) => new WrongUse(`${at} describes no WebSocket channel`, 'State its address on the page: `wss://…`.'),
      ),
    )
}
