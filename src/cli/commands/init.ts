/** `kittn init DIR`: a first page that runs. */
import { existsSync, readdirSync } from 'node:fs'
import { basename, relative, resolve } from 'node:path'
import type { Command } from 'commander'
import colors from 'picocolors'
import { words } from '../../model/names.ts'
import { firstPage } from '../first-page.ts'
import { WrongUse } from '../wrong-use.ts'
import { writeFiles } from '../write.ts'

export function addInit(program: Command): void {
  program
    .command('init')
    .description('make a first page that runs')
    .argument('<dir>', 'a new or empty folder')
    .action((dir: string) => {
      const folder = resolve(dir)
      if (existsSync(folder) && readdirSync(folder).length > 0)
        throw new WrongUse(`${dir} is not empty`, 'Name a folder that is new or empty; kittn init overwrites nothing.')
      const files = firstPage(titleOf(folder))
      writeFiles(folder, files)
      const shown = relative('.', folder) || '.'
      for (const file of files) console.log(`  ${shown}/${file.path}`)
      console.log(`\n${colors.bold('Next:')} kittn dev ${shown}`)
    })
}

/** The folder's name as a title: `tea-house` → Tea House. */
function titleOf(folder: string): string {
  const title = words(basename(folder))
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ')
  return title === '' ? 'My' : title
}
