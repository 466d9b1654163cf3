/** `kittn lint PATH…`: findings as text, JSON, SARIF or GitHub annotations; exit 1 on errors. `--fix` mends first. */
import { join, relative } from 'node:path'
import type { Command } from 'commander'
import { Option } from 'commander'
import type { Finding } from '../../finding.ts'
import { byPlace } from '../../finding.ts'
import { fix } from '../lint/fix.ts'
import { FORMATS, type Format } from '../lint/formats.ts'
import { understand } from '../load.ts'
import { projectsAt } from '../project.ts'
import { plural } from '../terminal.ts'

type Options = { readonly format: Format; readonly fix?: true }

export function addLint(program: Command): void {
  program
    .command('lint')
    .description('read pages as a careful colleague and say what is wrong with them')
    .argument('[paths...]', 'pages, Slate folders or folders of APIs', ['.'])
    .addOption(
      new Option('--format <format>', 'how findings are printed').choices(Object.keys(FORMATS)).default('text'),
    )
    .option('--fix', 'mend what is mechanical, in the files themselves')
    .action(async (paths: readonly string[], options: Options) => {
      const projects = paths.flatMap((path) => projectsAt(path))
      if (options.fix) for (const line of projects.flatMap(fix).map(told)) console.error(line)
      const loaded = await Promise.all(projects.map((project) => understand(project)))
      const findings = loaded.flatMap((one) => byPlace(one.findings).map((found) => fromHere(found, one.project.root)))
      console.log(FORMATS[options.format](findings, program.version() ?? '0.0.0'))
      if (findings.some((found) => found.severity === 'error')) process.exitCode = 1
    })
}

/** What was mended is told beside the findings, so that their output stays whole for other programs. */
function told({ file, code, count }: ReturnType<typeof fix>[number]): string {
  return `${file}: mended ${plural(count, 'place')} (${code})`
}

/** Findings name files within the page's folder; a person in a terminal wants to click them. */
function fromHere(found: Finding, root: string): Finding {
  return { ...found, span: { ...found.span, file: relative('.', join(root, found.span.file)) } }
}
