/** Scripts that are loaded when they are first wanted. */

/** Loads one. A page that is one file has it inside, as text. */
export function addScript(address: string): HTMLScriptElement {
  const script = document.createElement('script')
  const name = /([^/]+\.js)(?:\?|$)/.exec(address)?.[1] ?? ''
  const inside = document.querySelector(`script[data-file="${CSS.escape(name)}"]`)
  if (inside === null) script.src = address
  else script.textContent = inside.textContent
  document.head.append(script)
  return script
}
