import type { SyntaxNode } from '@lezer/common'
import { parameterNames, targetNames } from './bindings.ts'
import { childrenOf, splitAt } from './tree.ts'

/** What the reading of one expression tells its owner. */
export interface Reader {
  /** `inner` holds names of comprehensions and lambdas around it. */
  load(name: SyntaxNode, inner: ReadonlySet<string>): void
  bind(name: SyntaxNode): void
  text: string
}

/** Reports every name that an expression reads, in order; annotations are never evaluated in a function. */
export function readExpression(
  node: SyntaxNode,
  reader: Reader,
  inner: ReadonlySet<string> = new Set(),
): void {
  const nameOf = (name: SyntaxNode) => reader.text.slice(name.from, name.to)
  const children = childrenOf(node)
  switch (node.name) {
    case 'VariableName':
      reader.load(node, inner)
      return
    case 'TypeDef':
      return
    case 'ArgList': {
      const scope = new Set([...inner, ...comprehensionNames(children).map(nameOf)])
      for (const argument of splitAt(children, ',')) {
        const keyword = argument.some((part) => part.name === 'AssignOp')
        for (const part of keyword ? splitAt(argument, 'AssignOp').slice(1).flat() : argument) {
          readExpression(part, reader, scope)
        }
      }
      return
    }
    case 'NamedExpression':
      for (const part of children.slice(1)) readExpression(part, reader, inner)
      for (const name of targetNames(children.slice(0, 1))) reader.bind(name)
      return
    case 'LambdaExpression': {
      const list = children.find((child) => child.name === 'ParamList') ?? null
      readDefaults(list, reader, inner)
      const own = new Set([...inner, ...parameterNames(list).map(nameOf)])
      for (const part of children) if (part !== list) readExpression(part, reader, own)
      return
    }
    default: {
      const own = comprehensionNames(children).map(nameOf)
      const scope = own.length > 0 ? new Set([...inner, ...own]) : inner
      for (const child of children) readExpression(child, reader, scope)
    }
  }
}

/** Default values are read where the function is defined. */
export function readDefaults(list: SyntaxNode | null, reader: Reader, inner: ReadonlySet<string>): void {
  if (!list) return
  for (const part of splitAt(childrenOf(list), ',')) {
    for (const node of splitAt(part, 'AssignOp').slice(1).flat()) readExpression(node, reader, inner)
  }
}

/** Targets between each `for` and its `in`. */
function comprehensionNames(children: readonly SyntaxNode[]): SyntaxNode[] {
  return children.flatMap((child, i) => {
    if (child.name !== 'for') return []
    const rest = children.slice(i + 1)
    return targetNames(
      rest.slice(
        0,
        Math.max(
          0,
          rest.findIndex((node) => node.name === 'in'),
        ),
      ),
    )
  })
}
