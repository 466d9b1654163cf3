/** Which language a fence is in, and under which tab of the page it stands. */
import type { Tab } from '../../model/page.ts'

/**
 * Languages by the name that the colours and the classes use, each with its other names. A name that is not here is
 * `plaintext` for the colours but may still be a tab.
 */
const LANGUAGES: Readonly<Record<string, string>> = {
  actionscript: 'as as3',
  apache: '',
  applescript: '',
  awk: '',
  batchfile: 'bat batch cmd dosbatch winbatch',
  c: 'h',
  clojure: 'clj cljs',
  cmake: '',
  coffeescript: 'coffee coffee-script',
  common_lisp: 'cl common-lisp elisp emacs-lisp lisp',
  cpp: 'c++ hpp cc',
  crystal: 'cr',
  csharp: 'c# cs',
  css: '',
  d: 'dlang',
  dart: '',
  diff: 'patch udiff',
  docker: 'dockerfile',
  elixir: 'exs ex',
  elm: '',
  erb: 'eruby rhtml',
  erlang: 'erl',
  fsharp: 'f# fs',
  gherkin: 'cucumber behat',
  go: 'golang',
  gradle: '',
  graphql: 'gql',
  groovy: '',
  handlebars: 'hbs mustache',
  haskell: 'hs',
  hcl: '',
  html: 'htm xhtml',
  http: 'https',
  ini: '',
  java: '',
  javascript: 'js node nodejs mjs cjs',
  json: 'json5 ndjson',
  'json-doc': 'jsonc',
  jsx: 'react',
  julia: 'jl',
  kotlin: 'kt kts',
  less: '',
  liquid: '',
  lua: '',
  make: 'makefile mf gnumake bsdmake',
  markdown: 'md mkd',
  matlab: 'm',
  nginx: '',
  nim: 'nimrod',
  nix: 'nixos',
  objective_c: 'objc obj-c obj_c objectivec objective-c',
  ocaml: '',
  pascal: 'delphi',
  perl: 'pl',
  php: 'php3 php4 php5',
  plaintext: 'text txt plain',
  plsql: '',
  powershell: 'posh ps1 microsoftshell msshell',
  properties: '',
  protobuf: 'proto',
  puppet: 'pp',
  python: 'py python3 py3',
  r: 's',
  racket: '',
  ruby: 'rb',
  rust: 'rs',
  sass: '',
  scala: '',
  scheme: '',
  scss: '',
  shell: 'bash sh zsh ksh console terminal shell_session shell-session',
  solidity: '',
  sql: '',
  swift: '',
  tcl: '',
  terraform: 'tf',
  tex: 'latex',
  toml: '',
  tsx: '',
  twig: 'jinja django',
  typescript: 'ts',
  vb: 'visualbasic vbnet',
  vue: 'vuejs',
  xml: 'xsd wsdl svg',
  yaml: 'yml',
}

const CANONICAL: ReadonlyMap<string, string> = new Map(
  Object.entries(LANGUAGES).flatMap(([name, aliases]) => [name, ...aliases.split(' ')].map((alias) => [alias, name])),
)

/** The canonical name of a fence's language, by its word, else by how the code begins; `plaintext` if unknown. */
export function languageOf(word: string | undefined, code: string): string {
  const { name } = nameOf(word ?? 'guess')
  return name === 'guess' ? guess(code) : (CANONICAL.get(name) ?? 'plaintext')
}

/**
 * The tab that a fence stands under: the one of exactly its word, else the first that means the same language (`bash`
 * under `shell`); undefined if the page has none, which shows the block under every tab.
 */
export function tabOf(word: string | undefined, tabs: readonly Tab[]): string | undefined {
  if (word === undefined) return undefined
  const meaning = canonicalWord(word)
  return (tabs.find(({ key }) => key === word) ?? tabs.find(({ key }) => canonicalWord(key) === meaning))?.key
}

/** `py--two` → `python--two`: what stands behind `--` tells several tabs of one language apart. */
function canonicalWord(word: string): string {
  const { name, suffix } = nameOf(word)
  return (CANONICAL.get(name) ?? name) + suffix
}

/** Splits a word at `--`; options behind `?` are of no account. */
function nameOf(word: string): { name: string; suffix: string } {
  const at = word.indexOf('--')
  const name = at === -1 ? word : word.slice(0, at)
  return { name: (name.split('?')[0] ?? '').toLowerCase(), suffix: at === -1 ? '' : word.slice(at) }
}

const BEGINNINGS: readonly (readonly [RegExp, string])[] = [
  [/^#!.*\b(?:ba|z|k)?sh\b/, 'shell'],
  [/^#!.*\bpython/, 'python'],
  [/^#!.*\bruby/, 'ruby'],
  [/^#!.*\bnode\b/, 'javascript'],
  [/^#!.*\bperl\b/, 'perl'],
  [/^#!.*\bphp\b/, 'php'],
  [/^\s*<\?xml\b/, 'xml'],
  [/^\s*<!doctype html\b/i, 'html'],
]

function guess(code: string): string {
  return BEGINNINGS.find(([pattern]) => pattern.test(code))?.[1] ?? 'plaintext'
}
