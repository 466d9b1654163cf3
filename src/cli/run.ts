/** The command line. Exit codes: 0 fine, 1 findings or failed checks, 2 wrong use. */
import { readFileSync } from 'node:fs'
import { Command, CommanderError } from 'commander'
import colors from 'picocolors'
import { commands } from './commands/index.ts'
import { WrongUse } from './wrong-use.ts'

/** Runs the command that `argv` names and resolves with the exit code. Rejects only with a bug. */
export async function run(argv: readonly string[]): Promise<number> {
  const program = new Command('kittn')
    .description('Write the reference page, get the API.')
    .version(version())
    .showHelpAfterError('(kittn --help lists what there is)')
  for (const load of wanted(argv[2])) (await load())(program)
  for (const command of [program, ...descendants(program)]) command.exitOverride()
  try {
    await program.parseAsync(argv)
    return Number(process.exitCode ?? 0)
  } catch (error) {
    return report(error)
  }
}

/** Only the command that was asked for is loaded; all of them where the user wants to see what there is. */
function wanted(name: string | undefined): readonly (typeof commands)[string][] {
  if (name === '--version' || name === '-V') return []
  const named = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined
  return named === undefined ? Object.values(commands) : [named]
}

function descendants(command: Command): Command[] {
  return command.commands.flatMap((child) => [child, ...descendants(child)])
}

function version(): string {
  const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    version: string
  }
  return manifest.version
}

/** Says what went wrong and returns the exit code; a bug keeps its stack. */
function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  if (!(error instanceof WrongUse)) throw error
  console.error(`${colors.red('kittn:')} ${error.message}\n  ${colors.dim('→')} ${error.cure}`)
  return 2
}
