/** Prints what an output says of one API, or writes it into a file. */
import { writeFileSync } from 'node:fs'
import type { Output } from '../outputs/output.ts'
import { understand } from './load.ts'
import { projectsAt } from './project.ts'
import { WrongUse } from './wrong-use.ts'

/** `none` is what to say where the page gives the output nothing to write. Throws WrongUse where `path` holds several APIs. */
export async function printDocument(
  output: Output,
  path: string,
  options: { readonly out?: string },
  none: (path: string) => WrongUse,
): Promise<void> {
  const [project, ...others] = projectsAt(path)
  if (project === undefined || others.length > 0) throw new WrongUse(`${path} holds several APIs`, 'Name one of them.')
  const [file] = output.run((await understand(project)).reading, { dev: false })
  if (file === undefined) throw none(path)
  if (options.out === undefined) process.stdout.write(String(file.content))
  else writeFileSync(options.out, String(file.content))
}
