/** `kittn plan PATH`: how each operation will be answered. */
import type { Command } from 'commander'
import colors from 'picocolors'
import { understand } from '../load.ts'
import { projectsAt } from '../project.ts'
import { columns } from '../terminal.ts'
import { planRows } from '../report.ts'

export function addPlan(program: Command): void {
  program
    .command('plan')
    .description('print how each operation will be answered: by handler, by store or by example')
    .argument('[path]', 'a page, a Slate folder or a folder of APIs', '.')
    .action(async (path: string) => {
      for (const project of projectsAt(path)) {
        const loaded = await understand(project)
        console.log(colors.bold(loaded.reading.contract.title))
        console.log(columns(planRows(loaded), '  '))
      }
    })
}
