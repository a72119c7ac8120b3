import type { SyntaxNode } from '@lezer/common'
import { after, childrenOf, splitAt } from './tree.ts'

export type NameNode = SyntaxNode

/** Names that a target binds: `a, (b, *c)`; `x.y` and `x[0]` bind none. */
export function targetNames(nodes: readonly SyntaxNode[]): NameNode[] {
  return nodes.flatMap((node) => {
    if (node.name === 'VariableName') return [node]
    if (/^(Tuple|Array|Parenthesized)Expression$/.test(node.name)) return targetNames(childrenOf(node))
    return []
  })
}

/** Names that a `case` pattern captures. */
export function patternNames(pattern: SyntaxNode): NameNode[] {
  if (pattern.name === 'CapturePattern') return childrenOf(pattern)
  if (pattern.name === 'AsPattern') {
    const [inner, ...rest] = childrenOf(pattern)
    return [...(inner ? patternNames(inner) : []), ...rest.filter((node) => node.name === 'VariableName')]
  }
  return childrenOf(pattern).flatMap(patternNames)
}

/** Names that an `import` binds: the alias, else the first part of the dotted name. */
export function importedNames(statement: SyntaxNode): NameNode[] {
  const children = childrenOf(statement)
  const from = children[0]?.name === 'from'
  const list = from ? after(children, 'import', []) : children.slice(1)
  return splitAt(list, ',').flatMap((part) => {
    const alias = after(part, 'as', [])
    const names = (alias.length > 0 ? alias : part).filter((node) => node.name === 'VariableName')
    return names.slice(0, 1)
  })
}

/** Names that one node binds in its own function, without looking into the node's statements. */
export function boundBy(node: SyntaxNode): NameNode[] {
  const children = childrenOf(node)
  switch (node.name) {
    case 'AssignStatement':
      return splitAt(children, 'AssignOp').slice(0, -1).flatMap(targetNames)
    case 'UpdateStatement':
    case 'NamedExpression':
      return targetNames(children.slice(0, 1))
    case 'ForStatement':
      return targetNames(after(children, 'for', ['in']))
    case 'WithStatement':
      return children.flatMap((child, i) => (children[i - 1]?.name === 'as' ? targetNames([child]) : []))
    case 'TryStatement':
      return children.filter((child, i) => child.name === 'VariableName' && children[i - 1]?.name === 'as')
    case 'ImportStatement':
      return importedNames(node)
    case 'MatchClause':
      return children.filter((child) => child.name.endsWith('Pattern')).flatMap(patternNames)
    case 'FunctionDefinition':
    case 'ClassDefinition':
    case 'TypeDefinition':
      return children.filter((child) => child.name === 'VariableName').slice(0, 1)
    default:
      return []
  }
}

/** Every name that a function's body makes local, wherever it does so. */
export function localNames(body: SyntaxNode, text: string): Set<string> {
  const names = new Set<string>()
  const visit = (node: SyntaxNode): void => {
    for (const bound of boundBy(node)) names.add(text.slice(bound.from, bound.to))
    if (node.name === 'AssignStatement' && node.firstChild?.name === 'VariableName') {
      names.add(text.slice(node.firstChild.from, node.firstChild.to))
    }
    if (['FunctionDefinition', 'ClassDefinition', 'LambdaExpression'].includes(node.name)) return
    childrenOf(node).forEach(visit)
  }
  childrenOf(body).forEach(visit)
  return names
}

/** Names of a `ParamList`, defaults and annotations left out. */
export function parameterNames(list: SyntaxNode | null): NameNode[] {
  if (!list) return []
  return splitAt(childrenOf(list), ',').flatMap((part) =>
    part.filter((node) => node.name === 'VariableName').slice(0, 1),
  )
}
