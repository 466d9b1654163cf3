/** Which highlight.js grammar colours which language. Names on the left are those that code blocks carry. */

const ALIASES: Readonly<Record<string, string>> = {
  apache: 'apache',
  batchfile: 'dos',
  console: 'shell',
  conf: 'ini',
  docker: 'dockerfile',
  html: 'xml',
  javascript: 'javascript',
  json5: 'json',
  jsonc: 'json',
  'json-doc': 'json',
  jsx: 'javascript',
  make: 'makefile',
  objective_c: 'objectivec',
  objc: 'objectivec',
  plist: 'xml',
  sh: 'bash',
  shell: 'bash',
  svg: 'xml',
  toml: 'ini',
  tsx: 'typescript',
  vb: 'vbnet',
  vue: 'xml',
  zsh: 'bash',
}

/** Grammars that are loaded when a page first needs them. */
const GRAMMARS: ReadonlySet<string> = new Set(
  (
    'apache bash c clojure coffeescript cpp csharp css dart diff dockerfile dos elixir erb erlang fsharp go gradle ' +
    'graphql groovy handlebars haskell http ini java javascript json julia kotlin latex less lisp lua makefile markdown ' +
    'matlab nginx objectivec ocaml perl php powershell properties protobuf python r ruby rust scala scss shell sql ' +
    'swift typescript vbnet wasm xml yaml'
  ).split(' '),
)

/** The grammar for a language, if there is one. */
export function grammarOf(language: string): string | undefined {
  const name = ALIASES[language] ?? language
  return GRAMMARS.has(name) ? name : undefined
}
