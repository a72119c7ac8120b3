import type { Nodes } from 'mdast'
import type { MdxJsxAttribute, MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx'
import { concat, type Mapped, mapped, type Spot } from '../text/mapped.ts'
import { faultAt, type Scope } from './scope.ts'

type Element = MdxJsxFlowElement | MdxJsxTextElement
type Program = NonNullable<NonNullable<MdxJsxAttribute['value'] & object>['data']>['estree']

/** Attributes of a partial's element as texts that know where they were written. */
export function parametersOf(element: Element, scope: Scope): Map<string, Mapped> {
  return new Map(
    element.attributes.map((attribute) => {
      if (attribute.type !== 'mdxJsxAttribute')
        throw faultAt(element, scope.origin, 'Spread attributes cannot be handed to a partial; name each one')
      return [attribute.name, attributeText(attribute, element, scope)]
    }),
  )
}

export function attributeText(attribute: MdxJsxAttribute, element: Nodes, scope: Scope): Mapped {
  const { value } = attribute
  const start = attribute.position?.start.offset ?? 0
  const end = attribute.position?.end.offset ?? start
  if (value === null || value === undefined) return mapped('true', spot(scope, start, end))
  if (typeof value === 'string') {
    const raw = scope.origin.document.edited.text.slice(start, end)
    const open = raw.search(/["']/) + 1
    return mapped(value, spot(scope, start + open, end - 1))
  }
  const text = expressionText(value.data?.estree, scope)
  if (text) return text
  throw faultAt(
    element,
    scope.origin,
    `The attribute ${attribute.name} is neither a text nor props.name: a partial's parameters are texts`,
  )
}

/** The text of `props.x`, of a quoted text, or of a template of both; null for any other expression. */
export function expressionText(program: Program | undefined, scope: Scope): Mapped | null {
  const [statement] = program?.body ?? []
  if (statement?.type !== 'ExpressionStatement') return null
  const { expression } = statement
  if (expression.type === 'Literal' && typeof expression.value === 'string') {
    const [start, end] = bounds(expression)
    return mapped(expression.value, spot(scope, start + 1, end - 1))
  }
  if (expression.type === 'TemplateLiteral') {
    const parts = expression.quasis.flatMap((quasi, i): Array<Mapped | null> => {
      const [start, end] = bounds(quasi)
      const inner = expression.expressions[i]
      const own = mapped(quasi.value.cooked ?? quasi.value.raw, spot(scope, start, end))
      return inner ? [own, propertyText(inner, scope)] : [own]
    })
    return parts.every((part) => part !== null) ? concat(parts) : null
  }
  return propertyText(expression, scope)
}

type Expression = { type: string; object?: unknown; property?: unknown }

/** `props.name`; a parameter that was not handed over is an empty text at the spot that asks for it. */
function propertyText(expression: object, scope: Scope): Mapped | null {
  const name = propertyName(expression)
  if (name === null) return null
  const [start, end] = bounds(expression)
  return handed(name, spot(scope, start, end), scope)
}

/** A parameter's text, with the spot that stands for it added to the ways it came by. */
export function handed(name: string, at: Spot, scope: Scope): Mapped {
  const text = scope.parameters.get(name)
  if (!text) return mapped('', at)
  return { text: text.text, pieces: text.pieces.map((piece) => ({ ...piece, outer: [...piece.outer, at] })) }
}

export function propertyName(expression: object): string | null {
  const { type, object, property } = expression as Expression
  if (type !== 'MemberExpression' || !isIdentifier(object) || !isIdentifier(property)) return null
  return object.name === 'props' ? property.name : null
}

function isIdentifier(node: unknown): node is { type: 'Identifier'; name: string } {
  return typeof node === 'object' && node !== null && 'type' in node && node.type === 'Identifier'
}

function bounds(node: object): [start: number, end: number] {
  const { start, end } = node as { start?: number; end?: number }
  return [start ?? 0, end ?? 0]
}

function spot(scope: Scope, start: number, end: number): Spot {
  return { origin: scope.origin, start, end }
}
