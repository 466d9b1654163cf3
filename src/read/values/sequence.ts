/** Several JSON values in one sample, each with the comment that announces it. */

export type Piece = {
  readonly text: string
  /** The comment lines right before it. */
  readonly comment: string
  /** Lines before it in the sample. */
  readonly line: number
}

type Open = { lines: string[]; comment: string; line: number; depth: number }

/** Cuts a sample at the values that stand side by side in it. What stands between them is left out. */
export function sequence(text: string): Piece[] {
  const pieces: Piece[] = []
  let comments: string[] = []
  let open: Open | undefined
  for (const [line, written] of text.split('\n').entries()) {
    if (open === undefined) {
      const said = /^\s*(?:\/\/|#)\s*(.*)$/.exec(written)?.[1]
      if (said !== undefined) comments.push(said.trim())
      if (!/^\s*[{[]/.test(written)) continue
      open = { lines: [], comment: comments.join(' '), line, depth: 0 }
      comments = []
    }
    open.lines.push(written)
    open.depth += depthOf(written)
    if (open.depth > 0) continue
    pieces.push(pieceOf(open))
    open = undefined
  }
  return open === undefined ? pieces : [...pieces, pieceOf(open)]
}

function pieceOf({ lines, comment, line }: Open): Piece {
  return { text: lines.join('\n'), comment, line }
}

/** How many brackets a line opens more than it closes, save those in strings and comments. */
function depthOf(line: string): number {
  const code = line
    .slice(0, 20_000)
    .replaceAll(/"(?:[^"\\]|\\.)*"/g, '')
    .replace(/\/\/.*|#.*/, '')
  return (code.match(/[{[]/g)?.length ?? 0) - (code.match(/[}\]]/g)?.length ?? 0)
}
