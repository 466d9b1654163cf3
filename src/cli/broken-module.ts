/** What a module throws while it is loaded, as a finding at its place. */
import { relative, sep } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { finding, type Finding } from '../finding.ts'

type Place = { readonly file: string; readonly line: number; readonly column: number }

/** `home` is the folder of api.ts; the finding names the first place below it that the error names. */
export function brokenModule(error: unknown, home: string): Finding {
  const stack = error instanceof Error ? (error.stack ?? '') : ''
  const { file, line, column } = heading(stack, home) ?? frame(stack, home) ?? { file: 'api.ts', line: 1, column: 1 }
  const said = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
  const message = `${file} could not be loaded: ${said.replace(/\.?$/, '.')}`
  return finding('api-broken', { file, line, column, endLine: line }, message)
}

/**
 * Syntax errors begin with the file, the line and a picture of it:
 *
 *     …/api.ts:3
 *       operations: {{
 *                    ^
 */
function heading(stack: string, home: string): Place | undefined {
  const [first = '', ...rest] = stack.split('\n')
  const [, name = '', line] = /^(.+?)(?:\?load=\d+)?:(\d+)$/.exec(first) ?? []
  const file = inside(name.startsWith('file:') ? fileURLToPath(name) : name, home)
  const picture = rest.find((text) => /^\s*\^+$/.test(text))
  return file === undefined ? undefined : { file, line: Number(line), column: (picture?.indexOf('^') ?? 0) + 1 }
}

/** Other errors name their place in the stack: `at file:///…/api.ts?load=1:2:6`. */
function frame(stack: string, home: string): Place | undefined {
  const place = new RegExp(
    `${RegExp.escape(pathToFileURL(home).href)}/([^\\s?:]+)(?:\\?load=\\d+)?:(\\d+):(\\d+)`,
  ).exec(stack)
  if (place === null) return undefined
  return { file: decodeURIComponent(place[1] ?? ''), line: Number(place[2]), column: Number(place[3]) }
}

function inside(path: string, home: string): string | undefined {
  return path.startsWith(home + sep) ? relative(home, path).split(sep).join('/') : undefined
}
