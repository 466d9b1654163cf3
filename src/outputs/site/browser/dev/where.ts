/** Finds an element again after the content around it was replaced: by the nearest id above it and the way down from there. */

/** A row is known by its heading, for it has no id of its own. */
export type Where = { readonly id: string; readonly inRow: boolean; readonly way: readonly number[] }

/** Where an element stands; undefined outside of anything with an id. */
export function whereIs(element: Element): Where | undefined {
  const way: number[] = []
  for (let at: Element | null = element; at !== null; at = at.parentElement) {
    const inRow = at.matches('.row')
    const id = at.id || (inRow ? at.querySelector('[id]')?.id : undefined)
    if (id) return { id, inRow: inRow && at.id === '', way }
    way.unshift([...(at.parentElement?.children ?? [])].indexOf(at))
  }
  return undefined
}

/** The element that now stands there, or the nearest to it. */
export function elementAt({ id, inRow, way }: Where): Element | undefined {
  const named = document.getElementById(id)
  let at: Element | undefined = (inRow ? named?.closest('.row') : named) ?? undefined
  for (const step of way) {
    const next: Element | undefined = at?.children[Math.min(step, at.children.length - 1)]
    if (next === undefined) break
    at = next
  }
  return at
}
