import type { SyntaxNode } from '@lezer/common'
import { textOf } from './text.ts'

/** Zero-based offsets in the text that was read; `to` is behind the last character. */
export interface Range {
  from: number
  to: number
}

/**
 * A value that stands in Python code and needs no running of it: what `ast.literal_eval` takes. Anything else (a name, a
 * call, an f-string) is `code`, and only its place is known.
 */
export type Literal = Range &
  (
    | { kind: 'string'; value: string; inner: Range | null }
    | { kind: 'number' | 'boolean' | 'none'; value: number | boolean | null }
    | { kind: 'sequence'; items: Item[] }
    | { kind: 'dictionary'; items: Pair[] }
    | { kind: 'code' }
  )

/** An element of a list, tuple or set; `whole` ends behind its comma, where it has one. */
export interface Item {
  value: Literal
  whole: Range
}

export interface Pair extends Item {
  key: Literal
}

/** The value of an expression of Python. */
export function literalOf(node: SyntaxNode, source: string): Literal {
  const { from, to } = node
  switch (node.name) {
    case 'String':
    case 'ContinuedString': {
      const text = textOf(node, source)
      return text ? { kind: 'string', ...text, from, to } : { kind: 'code', from, to }
    }
    case 'Number':
      return numberOf(node, source)
    case 'Boolean':
      return { kind: 'boolean', value: source.slice(from, to) === 'True', from, to }
    case 'None':
      return { kind: 'none', value: null, from, to }
    case 'UnaryExpression': {
      const [sign, operand] = childrenOf(node)
      const number = operand?.name === 'Number' ? numberOf(operand, source) : null
      const negative = sign && source.slice(sign.from, sign.to) === '-'
      if (number?.kind !== 'number' || !negative) return { kind: 'code', from, to }
      return { kind: 'number', value: -Number(number.value), from, to }
    }
    case 'ParenthesizedExpression': {
      const [, inner] = childrenOf(node)
      return inner ? { ...literalOf(inner, source), from, to } : { kind: 'code', from, to }
    }
    case 'ArrayExpression':
    case 'TupleExpression':
    case 'SetExpression':
      return { kind: 'sequence', items: itemsOf(node, source), from, to }
    case 'DictionaryExpression':
      return { kind: 'dictionary', items: pairsOf(node, source), from, to }
    default:
      return { kind: 'code', from, to }
  }
}

function numberOf({ from, to }: SyntaxNode, source: string): Literal {
  const value = Number(source.slice(from, to).replaceAll('_', ''))
  return Number.isNaN(value) ? { kind: 'code', from, to } : { kind: 'number', value, from, to }
}

function itemsOf(node: SyntaxNode, source: string): Item[] {
  return partsOf(node).map(({ nodes, end }): Item => {
    const [only, ...more] = nodes
    const from = only?.from ?? end
    // `*others`
    const value: Literal =
      only && more.length === 0
        ? literalOf(only, source)
        : { kind: 'code', from, to: nodes.at(-1)?.to ?? from }
    return { value, whole: { from, to: end } }
  })
}

function pairsOf(node: SyntaxNode, source: string): Pair[] {
  return partsOf(node).map(({ nodes, end }): Pair => {
    const [key, colon, value] = nodes
    const from = key?.from ?? end
    const code: Literal = { kind: 'code', from, to: nodes.at(-1)?.to ?? from }
    // `**others`
    const isPair = key && colon?.name === ':' && value
    return {
      key: isPair ? literalOf(key, source) : code,
      value: isPair ? literalOf(value, source) : code,
      whole: { from, to: end },
    }
  })
}

/** What stands between brackets and commas; each part ends behind its comma, or with its last token. */
function partsOf(node: SyntaxNode): Array<{ nodes: SyntaxNode[]; end: number }> {
  const inside = childrenOf(node).slice(1, -1)
  const parts: Array<{ nodes: SyntaxNode[]; end: number }> = []
  let nodes: SyntaxNode[] = []
  for (const one of inside) {
    if (one.name !== ',') {
      nodes.push(one)
      continue
    }
    parts.push({ nodes, end: one.to })
    nodes = []
  }
  return nodes.length > 0 ? [...parts, { nodes, end: nodes.at(-1)!.to }] : parts
}

function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = []
  for (let child = node.firstChild; child; child = child.nextSibling)
    if (child.name !== 'Comment') children.push(child)
  return children
}

/** What the literal is in this language; {@link Code} for what would have to be run. */
export function plain(literal: Literal, source: string): unknown {
  switch (literal.kind) {
    case 'sequence':
      return literal.items.map(({ value }) => plain(value, source))
    case 'dictionary':
      return Object.fromEntries(
        literal.items.map(({ key, value }) => [String(plain(key, source)), plain(value, source)]),
      )
    case 'code':
      return new Code(source.slice(literal.from, literal.to))
    default:
      return literal.value
  }
}

/** An expression that is no literal, as it stands in the text. */
export class Code {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
  toString(): string {
    return this.text
  }
}
