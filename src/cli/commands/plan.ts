/** `kittn plan PATH`: how each operation will be answered. */
import type { Command } from 'commander'
import colors from 'picocolors'
import { understand } from '../load.ts'
import { projectsAt } from '../project.ts'
import { columns } from '../terminal.ts'
import { planRows } from '../report.ts'

/** What a page has to say first. */
const NOTHING = '  no operations: a section states one by its method and address, such as `GET /kittens`'

export function addPlan(program: Command): void {
  program
    .command('plan')
    .description('print how each operation will be answered: by handler, by store or by example')
    .argument('[path]', 'a page, a Slate folder or a folder of APIs', '.')
    .action(async (path: string) => {
      for (const project of projectsAt(path)) {
        const loaded = await understand(project)
        console.log(colors.bold(loaded.reading.contract.title))
        const rows = planRows(loaded)
        console.log(rows.length === 0 ? NOTHING : columns(rows, '  '))
      }
    })
}
