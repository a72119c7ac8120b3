import type { SyntaxNode } from '@lezer/common'
import type { ExpressionFault } from '../fault.ts'
import type { Positions } from './positions.ts'
import { childrenOf, isStatement } from './tree.ts'

/** Why CPython would not compile the text once authentik has indented it into a function. */
export function findSyntaxFaults(root: SyntaxNode, positions: Positions): ExpressionFault[] {
  const { text } = positions
  if (childrenOf(root).every((node) => node.name === 'Comment')) {
    return [
      positions.fault(
        'syntax',
        'The expression has no statement, authentik refuses to save it',
        0,
        text.length,
      ),
    ]
  }
  const faults: ExpressionFault[] = []
  root.cursor().iterate((node) => {
    if (node.type.isError) faults.push(atError(node.node, positions))
    else if (node.name === 'Script' || node.name === 'Body') faults.push(...misindented(node.node, positions))
  })
  return faults.sort((a, b) => a.line - b.line || a.column - b.column)
}

function atError(node: SyntaxNode, positions: Positions): ExpressionFault {
  const { text } = positions
  const rest = text.slice(node.from)
  const end = text.slice(0, node.from).trimEnd().length
  const gap = text.slice(end).match(/^\s*/)![0]
  if (text.slice(node.from, node.to).trim() === '' && (gap.includes('\n') || rest.trim() === '')) {
    const message = 'Python cannot parse this: the line ends in the middle of a statement'
    return positions.fault('syntax', message, Math.max(0, end - 1), end)
  }
  const from = node.from + (rest.length - rest.trimStart().length)
  const found = node.to > from ? text.slice(from, node.to) : (text.slice(from).match(/^\S+/)?.[0] ?? '')
  const shown = found.split('\n')[0]!.slice(0, 40)
  return positions.fault(
    'syntax',
    `Python cannot parse this: unexpected \`${shown}\``,
    from,
    from + shown.length,
  )
}

/** Statements of one block start in one column; the parser itself lets a deeper one pass. */
function misindented(block: SyntaxNode, positions: Positions): ExpressionFault[] {
  const starts = childrenOf(block)
    .filter((node) => isStatement(node))
    .filter((node) => /^[ \t]*$/.test(lineBefore(node, positions.text)))
  const expected = starts[0] && lineBefore(starts[0], positions.text)
  return starts
    .filter((node) => lineBefore(node, positions.text) !== expected)
    .map((node) =>
      positions.fault(
        'syntax',
        'Python cannot parse this: the line is indented differently from the statements before it',
        node.from,
        node.to,
      ),
    )
}

function lineBefore(node: SyntaxNode, text: string): string {
  return text.slice(text.lastIndexOf('\n', node.from - 1) + 1, node.from)
}
