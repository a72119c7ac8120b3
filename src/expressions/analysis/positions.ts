import type { ExpressionFault, FaultKind } from '../fault.ts'

/** Offsets of one text to one-based lines and columns. */
export class Positions {
  readonly text: string
  readonly #starts: number[]

  constructor(text: string) {
    this.text = text
    this.#starts = [0, ...[...text.matchAll(/\n/g)].map((match) => match.index + 1)]
  }

  at(offset: number): { line: number; column: number } {
    const line = this.#starts.findLastIndex((start) => start <= offset)
    return { line: line + 1, column: offset - this.#starts[line]! + 1 }
  }

  fault(kind: FaultKind, message: string, from: number, to: number, name?: string): ExpressionFault {
    const [start, end] = [this.at(from), this.at(Math.max(from, to))]
    const range = { line: start.line, column: start.column, endLine: end.line, endColumn: end.column }
    return { kind, message, ...range, ...(name === undefined ? {} : { name }) }
  }
}
