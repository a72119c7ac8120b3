/** A piece of a message: plain, a label (`**Save**`), or what is typed or answered (`` `true` ``). */
export interface Run {
  kind: 'text' | 'label' | 'code'
  text: string
}

/** Messages mark labels and values as guides do; a page shows them as such. */
export function runsOf(message: string): Run[] {
  return message
    .split(/(\*\*[^*]+\*\*|`[^`]+`)/)
    .filter((piece) => piece !== '')
    .map((piece) => {
      if (/^\*\*[^*]+\*\*$/.test(piece)) return { kind: 'label', text: piece.slice(2, -2) }
      if (/^`[^`]+`$/.test(piece)) return { kind: 'code', text: piece.slice(1, -1) }
      return { kind: 'text', text: piece }
    })
}
