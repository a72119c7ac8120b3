import { parser } from '@lezer/python'
import { Positions } from './analysis/positions.ts'
import { findSyntaxFaults } from './analysis/syntax.ts'
import { walkFunction } from './analysis/walk.ts'
import type { ExpressionFault } from './fault.ts'
import { knownNames } from './names.ts'

/**
 * What is wrong with a scope mapping's expression as far as its text shows, in document order.
 * Synchronous and without CPython, for rules: a fault of kind `syntax` comes alone.
 * `version` is authentik's (`2026.5.0`): helpers differ by version.
 */
export function analyse(expression: string, options: { version?: string } = {}): ExpressionFault[] {
  const positions = new Positions(expression)
  const tree = parser.parse(expression)
  const syntax = findSyntaxFaults(tree.topNode, positions)
  if (syntax.length > 0) return syntax.slice(0, 1)
  const faults = walkFunction(tree.topNode, positions, knownNames(options.version ?? '2026.5.0'))
  return faults.sort((a, b) => a.line - b.line || a.column - b.column)
}
