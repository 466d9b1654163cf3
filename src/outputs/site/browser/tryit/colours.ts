/** Colours for code that is written in the browser, painted as those of the page are. */
import { jsonRuns } from '../../colour/json.ts'
import { RunEmitter } from '../../colour/emitter.ts'
import { paint, unpaint } from '../paint.ts'

/** Longer texts stay plain. */
const LONGEST = 100_000

const WORDS =
  /(?<string>'''(?:[^\\]|\\.)*?'''|'(?:[^'\\]|\\[^])*'|"(?:[^"\\]|\\[^])*")|(?<!\S)(?<attr>-{1,2}[A-Za-z][\w-]*)(?!\S)|\b(?<keyword>require|import|const|await|new|echo|do|end)\b|\b(?<title>curl|fetch|puts|print|URI|append|post|get|put|patch|delete)\b(?=[ .(])|\b(?<literal>true|false|null|nil|None|True|False)\b|(?<![\w.:/-])(?<number>-?\d+(?:\.\d+)?)(?![\w.:/-])/g

/** Puts a text into a `<code>` and paints it. */
export function show(code: HTMLElement, text: string, json: boolean): void {
  unpaint(code)
  code.textContent = text
  if (text.length > LONGEST) code.removeAttribute('data-runs')
  else code.dataset['runs'] = json ? jsonRuns(text) : runs(text)
  paint(code)
}

function runs(text: string): string {
  const emitter = new RunEmitter()
  let end = 0
  for (const { 0: word, index, groups = {} } of text.matchAll(WORDS)) {
    emitter.addText(text.slice(end, index))
    emitter.startScope(Object.keys(groups).find((name) => groups[name] !== undefined) ?? '')
    emitter.addText(word)
    emitter.endScope()
    end = index + word.length
  }
  return emitter.toHTML()
}
