import type { SyntaxNode } from '@lezer/common'
import { parser } from '@lezer/python'
import { childrenOf } from './analysis/tree.ts'

/**
 * Names that an expression may put into the dictionary that it returns, as far as its text shows them: keys of
 * dictionaries that are not inside another one, `claims["name"] = …`, and `dict(name=…)`. Without running it.
 */
export function returnedNames(expression: string): string[] {
  const names = new Set<string>()
  const text = (node: SyntaxNode) => expression.slice(node.from, node.to)
  const visit = (node: SyntaxNode): void => {
    const children = childrenOf(node)
    if (node.name === 'DictionaryExpression' || node.name === 'DictionaryComprehensionExpression') {
      for (const [i, child] of children.entries()) {
        if (child.name === 'String' && children[i + 1]?.name === ':') names.add(unquote(text(child)))
      }
      return
    }
    if (node.name === 'AssignStatement' && children[0]?.name === 'MemberExpression') {
      const key = childrenOf(children[0]).find((child) => child.name === 'String')
      if (key) names.add(unquote(text(key)))
    }
    if (node.name === 'CallExpression' && children[0] && text(children[0]) === 'dict') {
      for (const [i, child] of childrenOf(children[1]!).entries()) {
        if (childrenOf(children[1]!)[i + 1]?.name === 'AssignOp') names.add(text(child))
      }
    }
    children.forEach(visit)
  }
  visit(parser.parse(expression).topNode)
  return [...names]
}

function unquote(literal: string): string {
  return literal.replace(/^[a-zA-Z]*(['"]{3}|['"])([\s\S]*)\1$/, '$2')
}
