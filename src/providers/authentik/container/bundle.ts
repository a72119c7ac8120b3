import { type AnyNode, parse } from 'acorn'
import { full } from 'acorn-walk'

/** What one module of a web bundle says: texts as they stand, texts that are put together, and where it goes on. */
export interface ModuleTexts {
  texts: string[]
  /** Parts around what is filled in: `Create ${name}` is `['Create ', '']`. */
  composed: string[][]
  /** Specifiers of static and dynamic imports. */
  imports: string[]
}

/** Longer strings are code, styles and pictures, not words on a screen. */
const longest = 200

const goesOn = new Set([
  'ImportDeclaration',
  'ImportExpression',
  'ExportAllDeclaration',
  'ExportNamedDeclaration',
])

/** Minified code keeps its strings; only names are lost. */
export function textsOfModule(source: string): ModuleTexts {
  const found: ModuleTexts = { texts: [], composed: [], imports: [] }
  const forms = new Map<string, { noun?: string; verb?: string }>()
  const say = (text: unknown) => {
    if (typeof text === 'string' && text.length <= longest && /\p{L}/u.test(text))
      found.texts.push(text.trim())
  }
  const put = (parts: string[]) => {
    if (parts.length === 1) say(parts[0])
    else if (parts.join('').length <= longest) found.composed.push(parts)
  }
  full(parse(source, { ecmaVersion: 'latest', sourceType: 'module' }), (node) => {
    const one = node as AnyNode
    if (one.type === 'Literal') say(one.value)
    else if (one.type === 'TemplateLiteral') put(one.quasis.map(({ value }) => value.cooked ?? ''))
    else if (one.type === 'AssignmentExpression') name(one.left, one.right, forms)
    else if (goesOn.has(one.type) && 'source' in one && one.source?.type === 'Literal')
      found.imports.push(String(one.source.value))
  })
  for (const { noun, verb = 'New' } of forms.values()) if (noun !== undefined) say(`${verb} ${noun}`)
  return found
}

/**
 * The button that opens a form is called after it: its class has `verboseName`, perhaps with a `createLabel` before it,
 * else "New". Source: web/src/elements/dialogs/components/ModalInvokerButton.ts, 2026.5.
 */
function name(left: AnyNode, right: AnyNode, forms: Map<string, { noun?: string; verb?: string }>): void {
  if (left.type !== 'MemberExpression' || left.object.type !== 'Identifier') return
  if (left.property.type !== 'Identifier') return
  const part = { verboseName: 'noun', createLabel: 'verb' }[left.property.name]
  const text = part && textIn(right)
  if (text) forms.set(left.object.name, { ...forms.get(left.object.name), [part]: text })
}

/** The text of `msg("New")`, whatever the function is called. */
function textIn(node: AnyNode | undefined): string | undefined {
  if (node?.type === 'CallExpression') return textIn(node.arguments[0])
  if (node?.type === 'TemplateLiteral' && node.quasis.length === 1)
    return node.quasis[0]?.value.cooked ?? undefined
  return node?.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined
}
