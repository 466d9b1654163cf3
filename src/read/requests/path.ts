/** Paths with placeholders: which of them mean the same. */

/** Whether a path that a sample calls is this one: placeholders take any value. `loose` allows a base before it. */
export function callsPath(called: string, path: string, loose: boolean): boolean {
  const [ours, theirs] = [segmentsOf(path), segmentsOf(called)]
  if (loose ? theirs.length < ours.length : theirs.length !== ours.length) return false
  const offset = theirs.length - ours.length
  return ours.every((segment, at) => fits(segment, theirs[at + offset] ?? ''))
}

/** The segments of a path, without empty ones. */
export function segmentsOf(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '')
}

/** Whether a segment that is called is this one of a path. */
export function fits(ours: string, theirs: string): boolean {
  if (ours === theirs || /^\{[^{}]*\}$/.test(ours) || /\{[^{}]*\}/.test(theirs)) return true
  if (!ours.includes('{')) return false
  const [start, end] = [ours.slice(0, ours.indexOf('{')), ours.slice(ours.lastIndexOf('}') + 1)]
  return theirs.startsWith(start) && theirs.endsWith(end)
}

/** The path with its placeholder names taken out and without a slash at the end: equal for paths that collide. */
export function pathPattern(path: string): string {
  return path.replaceAll(/\{[^{}]*\}/g, '{}').replace(/(?<=.)\/$/, '')
}
