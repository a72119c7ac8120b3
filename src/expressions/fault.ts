/** What can be seen to be wrong with an expression without running it. */
export type FaultKind = 'syntax' | 'undefined-name' | 'unbound' | 'unreachable' | 'no-return'

/** Lines and columns are one-based and count within the expression's own text. */
export interface ExpressionFault {
  kind: FaultKind
  message: string
  line: number
  column: number
  endLine: number
  endColumn: number
  /** The name in question, for `undefined-name` and `unbound`. */
  name?: string
}
