import type { SyntaxNode } from '@lezer/common'
import { parser } from '@lezer/python'
import { childrenOf, splitAt } from './analysis/tree.ts'
import { membersOf, startingTypes, type TypeName } from './types.ts'

/** An attribute that the object does not have: the mapping fails when it runs, and its claims are missing. */
export interface UnknownAttribute {
  name: string
  /** `User`, `Group`, `Entitlement*` for a query over entitlements. */
  type: string
  /** What the type has instead. */
  members: string[]
  /** Zero-based offsets of the attribute's name in the expression. */
  from: number
  to: number
}

/** Attributes that cannot exist, as far as the text shows what an object is. Names with underscores in front are left alone. */
export function unknownAttributes(expression: string): UnknownAttribute[] {
  const root = parser.parse(expression).topNode
  const reading = new Reading(expression)
  // Names may be bound below their first use in the text (comprehensions), and by one another.
  for (let pass = 0; pass < 3; pass += 1) reading.bind(root)
  return reading.check(root)
}

class Reading {
  readonly #text: string
  readonly #types = new Map<string, TypeName>(Object.entries(startingTypes))

  constructor(text: string) {
    this.#text = text
  }

  /** Takes the types of names from assignments and loops; a name bound to different types is not followed. */
  bind(node: SyntaxNode): void {
    const children = childrenOf(node)
    if (node.name === 'AssignStatement') {
      const parts = splitAt(children, 'AssignOp')
      const [value] = parts.at(-1) ?? []
      for (const target of parts.slice(0, -1)) {
        if (target.length === 1 && parts.at(-1)?.length === 1) this.#note(target[0]!, this.#typeOf(value))
        else for (const name of target) this.#note(name, '?')
      }
    }
    for (const [i, child] of children.entries()) {
      if (child.name !== 'for') continue
      const target = children[i + 1]
      const source = children.slice(i + 1).findIndex((one) => one.name === 'in')
      if (target?.name === 'VariableName')
        this.#note(target, itemOf(this.#typeOf(children[i + 1 + source + 1])))
    }
    children.forEach((child) => {
      this.bind(child)
    })
  }

  check(node: SyntaxNode): UnknownAttribute[] {
    const children = childrenOf(node)
    const found = children.flatMap((child) => this.check(child))
    const property =
      node.name === 'MemberExpression' ? children.find((child) => child.name === 'PropertyName') : null
    if (!property) return found
    const type = this.#typeOf(children[0])
    const members = membersOf(type)
    const name = this.#slice(property)
    if (!members || name in members || name.startsWith('_')) return found
    return [...found, { name, type, members: Object.keys(members), from: property.from, to: property.to }]
  }

  #note(name: SyntaxNode, type: TypeName): void {
    if (name.name !== 'VariableName') return
    const before = this.#types.get(this.#slice(name))
    this.#types.set(this.#slice(name), before === undefined || before === type ? type : '?')
  }

  #typeOf(node: SyntaxNode | undefined): TypeName {
    const children = node ? childrenOf(node) : []
    switch (node?.name) {
      case 'VariableName':
        return this.#types.get(this.#slice(node)) ?? '?'
      case 'String':
      case 'FormatString':
        return 'str'
      case 'DictionaryExpression':
        return 'dict'
      case 'ParenthesizedExpression':
        return children.length === 3 ? this.#typeOf(children[1]) : '?'
      case 'MemberExpression': {
        const property = children.find((child) => child.name === 'PropertyName')
        const object = this.#typeOf(children[0])
        if (!property) return '?'
        return membersOf(object)?.[this.#slice(property)] ?? '?'
      }
      case 'CallExpression': {
        const name = this.#slice(children[0]!)
        const [, argument] = childrenOf(children[1]!)
        if (['list', 'sorted', 'set', 'tuple', 'reversed'].includes(name) && argument) {
          const item = itemOf(this.#typeOf(argument))
          return item === '?' ? '?' : `${item}[]`
        }
        const callee = this.#typeOf(children[0])
        return callee.startsWith('()') ? callee.slice(2) : '?'
      }
      default:
        return '?'
    }
  }

  #slice(node: SyntaxNode): string {
    return this.#text.slice(node.from, node.to)
  }
}

/** What a loop over a value of this type yields. */
function itemOf(type: TypeName): TypeName {
  return /(\*|\[\])$/.test(type) ? type.replace(/(\*|\[\])$/, '') : '?'
}
