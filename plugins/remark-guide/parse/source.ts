import type { Point } from '../../../src/plan/place.ts'

/** One file as it stands on disk (or in memory), with its lines found once. */
export class Source {
  readonly file: string
  readonly text: string
  /** Offset of the first character of each line. */
  readonly #starts: number[] = [0]

  /** @param file Path from the project's root, with forward slashes. */
  constructor(file: string, text: string) {
    this.file = file
    this.text = text
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) this.#starts.push(at + 1)
  }

  /** The point of an offset, clamped to the file. */
  point(offset: number): Point {
    const at = Math.max(0, Math.min(offset, this.text.length))
    let low = 0
    let high = this.#starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.#starts[middle] ?? 0) <= at) low = middle
      else high = middle - 1
    }
    return { line: low + 1, column: at - (this.#starts[low] ?? 0) + 1, offset: at }
  }

  /** Offset of the first character of a line, one-based. */
  lineStart(line: number): number {
    return this.#starts[line - 1] ?? this.text.length
  }
}
