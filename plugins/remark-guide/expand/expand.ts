import type { Nodes, Root, RootContent } from 'mdast'
import type { MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx'
import type { Include } from '../../../src/plan/place.ts'
import { documentOf } from '../parse/cache.ts'
import { type Document, isMatter, range } from '../parse/document.ts'
import { codeText, inlineCodeText } from '../text/code.ts'
import { type Origin, placeOfSpot } from '../text/mapped.ts'
import { importsOf, rebase } from './imports.ts'
import { attributeText, expressionText, parametersOf, propertyName } from './parameters.ts'
import { faultAt, type Scope, type Shared } from './scope.ts'
import { substitute } from './substitute.ts'

export interface Expanded extends Omit<Shared, 'hoisted' | 'readFile'> {
  root: Root
  page: Document
}

/** The page with its partials in their places and their parameters resolved. The documents themselves stay as they are. */
export function expand(page: Document, readFile: Shared['readFile']): Expanded {
  const shared: Shared = {
    readFile,
    origins: new WeakMap(),
    texts: new WeakMap(),
    hoisted: [],
    sources: new Map([[page.source.file, page]]),
  }
  const origin: Origin = { document: page, includes: [] }
  const { partials, rest } = importsOf(page.root, page.source.file)
  const scope: Scope = { origin, imports: partials, parameters: new Map(), children: () => [], shared }
  const content = page.root.children.flatMap((node) => (node.type === 'mdxjsEsm' ? [] : copy(node, scope)))
  const [first] = content
  const matter = first && isMatter(first) ? [first] : []
  const children = [...matter, ...rest, ...shared.hoisted, ...content.slice(matter.length)] as RootContent[]
  const { origins, texts, sources } = shared
  const root: Root = { ...page.root, children }
  origins.set(root, origin)
  return { root, page, origins, texts, sources }
}

/** A node in the page: itself with its own copies below, or what it stands for. */
function copy(node: Nodes, scope: Scope): Nodes[] {
  const own = replacement(node, scope)
  if (own) return own
  const made: Nodes = 'children' in node ? copyParent(node, scope) : { ...node }
  scope.shared.origins.set(made, scope.origin)
  const file = scope.origin.document.source.file
  if (
    scope.origin.includes[0] &&
    (made.type === 'link' || made.type === 'image' || made.type === 'definition')
  )
    made.url = rebase(made.url, file, scope.origin.includes[0].file)
  return [made]
}

function copyParent<Parent extends Extract<Nodes, { children: unknown[] }>>(
  node: Parent,
  scope: Scope,
): Parent {
  return { ...node, children: node.children.flatMap((child) => copy(child, scope)) }
}

function replacement(node: Nodes, scope: Scope): Nodes[] | null {
  switch (node.type) {
    case 'mdxFlowExpression':
    case 'mdxTextExpression':
      return ofExpression(node, scope)
    case 'mdxJsxFlowElement':
    case 'mdxJsxTextElement':
      return ofElement(node, scope)
    case 'code':
    case 'inlineCode':
      return node.value.includes('{props.') ? ofCode(node, scope) : null
    default:
      return null
  }
}

function ofExpression(
  node: Extract<Nodes, { type: 'mdxFlowExpression' | 'mdxTextExpression' }>,
  scope: Scope,
) {
  const [statement] = node.data?.estree?.body ?? []
  if (statement?.type !== 'ExpressionStatement') return null
  const inPage = scope.origin.includes.length === 0
  if (!inPage && propertyName(statement.expression) === 'children') return scope.children()
  const text = inPage && propertyName(statement.expression) ? null : expressionText(node.data?.estree, scope)
  if (text === null) return null
  const made: Nodes = { type: 'text', value: text.text, position: node.position }
  scope.shared.origins.set(made, scope.origin)
  scope.shared.texts.set(made, text)
  if (node.type === 'mdxTextExpression') return [made]
  const paragraph: Nodes = { type: 'paragraph', children: [made], position: node.position }
  scope.shared.origins.set(paragraph, scope.origin)
  return [paragraph]
}

function ofCode(node: Extract<Nodes, { type: 'code' | 'inlineCode' }>, scope: Scope): Nodes[] {
  const raw = node.type === 'code' ? codeText(node, scope.origin) : inlineCodeText(node, scope.origin)
  const text = substitute(raw, scope)
  const made: Nodes = { ...node, value: text.text }
  scope.shared.origins.set(made, scope.origin)
  scope.shared.texts.set(made, text)
  return [made]
}

function ofElement(element: MdxJsxFlowElement | MdxJsxTextElement, scope: Scope): Nodes[] | null {
  const file = element.name === null ? undefined : scope.imports.get(element.name)
  if (file !== undefined) return include(element, file, scope)
  const asksForParameters = element.attributes.some(
    ({ value }) => typeof value === 'object' && value !== null && value.value.includes('props.'),
  )
  if (!asksForParameters || scope.origin.includes.length === 0) return null
  const attributes = element.attributes.map((attribute) =>
    attribute.type === 'mdxJsxAttribute' &&
    typeof attribute.value === 'object' &&
    attribute.value?.value.includes('props.')
      ? { ...attribute, value: attributeText(attribute, element, scope).text }
      : attribute,
  )
  const made: Nodes = { ...copyParent(element, scope), attributes }
  scope.shared.origins.set(made, scope.origin)
  return [made]
}

/** No guide needs as many; where folders are linked in a circle, a partial includes itself under ever new names. */
const deepest = 32

function include(element: MdxJsxFlowElement | MdxJsxTextElement, file: string, scope: Scope): Nodes[] {
  const { shared, origin } = scope
  const at = placeOfSpot({ origin, ...range(element) })
  const step: Include = { file: at.file, start: at.start, end: at.end }
  const includes = [...origin.includes, step]
  if (file === at.file || origin.includes.some((outer) => outer.file === file))
    throw faultAt(element, origin, `${file} includes itself`)
  if (includes.length > deepest)
    throw faultAt(element, origin, `Partials are nested more than ${deepest} deep; include ${file} earlier`)
  const document = partialAt(element, file, scope)
  shared.sources.set(file, document)
  const { partials, rest } = importsOf(document.root, file)
  shared.hoisted.push(...rest)
  const inner: Scope = {
    origin: { document, includes },
    imports: partials,
    parameters: parametersOf(element, scope),
    children: () => element.children.flatMap((child) => copy(child, scope)),
    shared,
  }
  const content = document.root.children
    .filter((node) => node.type !== 'mdxjsEsm' && !isMatter(node))
    .flatMap((node) => copy(node, inner))
  const [only] = content
  const inline = element.type === 'mdxJsxTextElement' && content.length === 1 && only?.type === 'paragraph'
  return inline ? only.children : content
}

function partialAt(element: Nodes, file: string, { shared, origin }: Scope): Document {
  try {
    return documentOf(file, shared.readFile)
  } catch (error) {
    const why =
      error instanceof Error && 'code' in error && error.code === 'ENOENT'
        ? 'there is no such file'
        : String(error)
    throw faultAt(element, origin, `Cannot read the partial ${file}: ${why}`)
  }
}
