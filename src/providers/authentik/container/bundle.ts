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
  const say = (text: unknown) => {
    if (typeof text === 'string' && text.length <= longest && /\p{L}/u.test(text))
      found.texts.push(text.trim())
  }
  const put = (parts: string[]) => {
    if (parts.length === 1) say(parts[0])
    else if (parts.join('').length <= longest) found.composed.push(parts)
  }
  const follow = (specifier: AnyNode | null | undefined) => {
    if (specifier?.type === 'Literal' && typeof specifier.value === 'string')
      found.imports.push(specifier.value)
  }
  full(parse(source, { ecmaVersion: 'latest', sourceType: 'module' }), (node) => {
    const one = node as AnyNode
    if (one.type === 'Literal') say(one.value)
    else if (one.type === 'TemplateLiteral') put(one.quasis.map(({ value }) => value.cooked ?? ''))
    else if (goesOn.has(one.type) && 'source' in one) follow(one.source)
  })
  return found
}
