import type { SyntaxNode } from '@lezer/common'

/** Direct children, tokens included. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = []
  for (let child = node.firstChild; child; child = child.nextSibling) children.push(child)
  return children
}

export function isStatement(node: SyntaxNode): boolean {
  return /Statement$|^FunctionDefinition$|^ClassDefinition$|^TypeDefinition$/.test(node.name)
}

/** Statements of a `Body` or of the whole text, without comments. */
export function statementsOf(block: SyntaxNode): SyntaxNode[] {
  return childrenOf(block).flatMap((node) =>
    node.name === 'StatementGroup' ? statementsOf(node) : isStatement(node) ? [node] : [],
  )
}

/** Splits children at tokens of the given names: `a = b = 3` at `AssignOp` gives `[[a], [b], [3]]`. */
export function splitAt(nodes: readonly SyntaxNode[], token: string): SyntaxNode[][] {
  const parts: SyntaxNode[][] = [[]]
  for (const node of nodes) {
    if (node.name === token) parts.push([])
    else parts.at(-1)!.push(node)
  }
  return parts
}

/** Children after the first token of this name, up to the next token in `until` (or the end). */
export function after(nodes: readonly SyntaxNode[], token: string, until: readonly string[]): SyntaxNode[] {
  const start = nodes.findIndex((node) => node.name === token)
  if (start < 0) return []
  const rest = nodes.slice(start + 1)
  const end = rest.findIndex((node) => until.includes(node.name))
  return end < 0 ? rest : rest.slice(0, end)
}
