/** A replacement that is made before Markdown is parsed: `[start, end)` of the source becomes `text`. */
export interface Edit {
  start: number
  end: number
  text: string
}

/** A text with edits made, that still knows where each of its characters came from. */
export interface Edited {
  text: string
  /** Offset in the source of an offset in `text`; inside a replacement, the start of what was replaced. */
  toSource(offset: number): number
  /** True where `[start, end)` of `text` stands verbatim in the source. */
  verbatim(start: number, end: number): boolean
}

/** Edits must not overlap. */
export function applyEdits(source: string, edits: readonly Edit[]): Edited {
  if (edits.length === 0) return { text: source, toSource: (offset) => offset, verbatim: () => true }
  const sorted = edits.toSorted((a, b) => a.start - b.start)
  const spans: Array<{ from: number; to: number; start: number; end: number }> = []
  let text = ''
  let at = 0
  for (const edit of sorted) {
    text += source.slice(at, edit.start)
    spans.push({ from: text.length, to: text.length + edit.text.length, start: edit.start, end: edit.end })
    text += edit.text
    at = edit.end
  }
  text += source.slice(at)
  return {
    text,
    toSource(offset) {
      let shift = 0
      for (const { from, to, start, end } of spans) {
        if (offset < to) return offset <= from ? offset + shift : start
        shift = end - to
      }
      return offset + shift
    },
    verbatim: (start, end) => spans.every(({ from, to }) => end <= from || start >= to),
  }
}
