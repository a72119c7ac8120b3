import type { SyntaxNode } from '@lezer/common'
import { parser } from '@lezer/python'
import { childrenOf } from './analysis/tree.ts'

/** A key that an expression may return, with the zero-based offsets of the name inside its quotes. */
export interface ReturnedKey {
  name: string
  from: number
  to: number
}

/**
 * Keys that an expression may put into the dictionary that it returns, as far as its text shows them: keys of
 * dictionaries that are not inside another one, `claims["name"] = …`, and `dict(name=…)`. Without running it.
 */
export function returnedKeys(expression: string): ReturnedKey[] {
  const keys: ReturnedKey[] = []
  const visit = (node: SyntaxNode): void => {
    const children = childrenOf(node)
    if (node.name === 'DictionaryExpression' || node.name === 'DictionaryComprehensionExpression') {
      keys.push(
        ...children
          .filter((child, i) => child.name === 'String' && children[i + 1]?.name === ':')
          .map((child) => quoted(child, expression)),
      )
      return
    }
    if (node.name === 'AssignStatement' && children[0]?.name === 'MemberExpression') {
      const key = childrenOf(children[0]).find((child) => child.name === 'String')
      if (key) keys.push(quoted(key, expression))
    }
    if (node.name === 'CallExpression' && expression.slice(node.from, children[0]?.to) === 'dict') {
      const parts = children[1] ? childrenOf(children[1]) : []
      keys.push(
        ...parts.filter((_, i) => parts[i + 1]?.name === 'AssignOp').map((part) => bare(part, expression)),
      )
    }
    children.forEach(visit)
  }
  visit(parser.parse(expression).topNode)
  return keys
}

/** The same without places, each once. */
export function returnedNames(expression: string): string[] {
  return [...new Set(returnedKeys(expression).map((key) => key.name))]
}

function bare({ from, to }: SyntaxNode, expression: string): ReturnedKey {
  return { name: expression.slice(from, to), from, to }
}

function quoted(node: SyntaxNode, expression: string): ReturnedKey {
  const literal = expression.slice(node.from, node.to)
  const [, opening = '', quotes = ''] = /^([a-zA-Z]*)('''|"""|['"])/.exec(literal) ?? []
  const from = node.from + opening.length + quotes.length
  const to = Math.max(from, node.to - quotes.length)
  return { name: expression.slice(from, to), from, to }
}
