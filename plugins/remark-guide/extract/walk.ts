import type { Code, List, ListItem, Nodes, Paragraph } from 'mdast'
import type { Side } from '../../../src/plan/plan.ts'
import { blockText, readBlock } from '../blocks/block.ts'
import { readExpression, readLooseExpression } from '../forms/expression.ts'
import { announcesPlaceholders } from '../forms/placeholder.ts'
import { readUrls } from '../forms/url.ts'
import { type Line, lineOf, placeOfNode, readable } from '../text/line.ts'
import type { Follower } from '../values/followers.ts'
import { type Context, Reading } from './context.ts'
import { readHeading } from './heading.ts'
import { readLine } from './line.ts'
import { readTable } from './table.ts'
import { variantOf } from './variant.ts'

/** What stands above a node in the same item or section. */
interface Surroundings {
  /** The line just above: it may name the file of a block or the label of a table. */
  lead: Line | null
  inPlaceholders: boolean
  /** Inside an admonition or a quotation: explanations, of which only instructions are statements. */
  aside: boolean
}

const imperative =
  /^\W*(?:set|add|create|click|select|choose|open|enter|navigate|go|log in|sign in|copy|enable|disable|configure|make|give|press|put|run|restart|leave|turn|switch|register|fill|paste|use|assign|bind|expand|save|install)\b/i
const filename =
  /^(?:[\w./~-]*\/)?[\w.-]*\.(?:env|ya?ml|json|toml|ini|conf|cfg|php|py|rb|js|xml|properties|tf)$/i

/** Reads blocks in document order. */
export function walk(nodes: readonly Nodes[], context: Context, around: Surroundings) {
  let { lead } = around
  const done = new Set<Nodes>()
  nodes.forEach((node, i) => {
    if (done.has(node)) return
    const here = {
      ...around,
      lead,
      inPlaceholders: around.inPlaceholders || (lead !== null && announcesPlaceholders(lead)),
    }
    switch (node.type) {
      case 'heading':
        readHeading(node, context)
        lead = null
        break
      case 'paragraph': {
        const below = nodes.slice(i + 1, i + 4).filter(isFollower)
        const read = readParagraph(node, context, below, here)
        for (const used of read.consumed) done.add(used)
        lead = read.line
        break
      }
      case 'list':
        for (const used of readList(node, context, here, nodes[i + 1])) done.add(used)
        if (here.inPlaceholders) context.placeholdersListed = true
        break
      case 'code':
        readCode(node, context, lead)
        break
      case 'table':
        readTable(node, context, lead, here.inPlaceholders)
        break
      case 'blockquote':
      case 'containerDirective':
        walk(node.children, context, { ...here, aside: true })
        break
      case 'html':
        context.variant = variantOf(node) ?? context.variant
        break
      default:
        if ('children' in node) inVariant(node, context, here)
    }
  })
}

/** An element of a component that nobody knows, or a tab: its content counts. */
function inVariant(node: Extract<Nodes, { children: unknown[] }>, context: Context, around: Surroundings) {
  const variant = variantOf(node)
  const { variant: outer, section } = context
  if (typeof variant === 'string') context.variant = variant
  walk(node.children, context, around)
  if (typeof variant !== 'string') return
  context.variant = outer
  context.section = section
}

function isFollower(node: Nodes): node is Follower {
  return node.type === 'list' || node.type === 'code' || node.type === 'table'
}

function readParagraph(node: Paragraph, context: Context, below: Follower[], around: Surroundings) {
  const line = lineOf(node.children, context.texts)
  if (node.data && 'directiveLabel' in node.data) return { line, consumed: [] as Follower[] }
  const followers = /:\s*$/.test(line.shape) ? below : []
  const reading = new Reading(context, line, placeOfNode(node, context.texts))
  const consumed = readStatement(reading, followers, { isItem: false, inPlaceholders: around.inPlaceholders })
  const gave = reading.finish() > 0
  const isSide = context.role === 'provider' || context.role === 'application'
  if (isSide && (gave || (imperative.test(line.shape) && followers.length === 0))) context.count(gave, line)
  return { line, consumed }
}

function readStatement(
  reading: Reading,
  followers: readonly Follower[],
  options: { isItem: boolean; inPlaceholders: boolean },
) {
  const { role } = reading.context
  const isSide = role === 'provider' || role === 'application'
  return (isSide ? readExpression(reading, followers) : null) ?? readLine(reading, { ...options, followers })
}

/** A fence behind a list can be the value that its last item asks for ("… to the value below:"); it is returned then. */
function readList(list: List, context: Context, around: Surroundings, behind: Nodes | undefined): Nodes[] {
  const last = list.children.at(-1)
  const below = behind?.type === 'code' ? [behind] : []
  let used: Nodes[] = []
  for (const item of list.children) used = readItem(item, context, around, item === last ? below : [])
  context.objects[context.side].listEnds()
  return used
}

function readItem(item: ListItem, context: Context, around: Surroundings, below: Code[]): Nodes[] {
  const [first, ...rest] = item.children
  if (first?.type !== 'paragraph') {
    walk(item.children, context, { ...around, lead: null })
    return []
  }
  const line = lineOf(first.children, context.texts)
  const reading = new Reading(context, line, placeOfNode(first, context.texts))
  const asks = rest.length === 0 && /:\s*$/.test(line.shape)
  const consumed = readStatement(reading, asks ? below : rest.filter((node) => node.type !== 'paragraph'), {
    isItem: true,
    inPlaceholders: around.inPlaceholders,
  })
  const own = reading.finish()
  const before = context.facts.length
  context.versionSubject = subjectOf(line, context)
  walk(
    rest.filter((node) => !consumed.includes(node as Follower)),
    context,
    { ...around, lead: line, inPlaceholders: false },
  )
  context.versionSubject = null
  const isSide = context.role === 'provider' || context.role === 'application'
  const isLead = own === 0 && context.facts.length > before
  const leads = own === 0 && /:\s*$/.test(line.shape)
  if (isSide && !isLead && !leads && (own > 0 || !around.aside || imperative.test(line.shape)))
    context.count(own > 0, line)
  return asks ? consumed : []
}

/** The product, where an item outside both sides is nothing but its name. */
function subjectOf(line: Line, context: Context): Side | null {
  if (context.role !== 'introduction' && context.role !== 'placeholders') return null
  const text = readable(line).text.trim()
  const sides: Side[] = ['provider', 'application']
  return sides.find((side) => context.words[side].namePattern.exec(text)?.[0] === text) ?? null
}

function readCode(node: Code, context: Context, lead: Line | null) {
  if (context.role !== 'provider' && context.role !== 'application') return
  if (readLooseExpression(node, context)) return
  const named = lead?.runs.findLast((run) => run.kind === 'code' && filename.test(run.text.text))
  if (readBlock(node, context, named?.text.text ?? null)) return
  const text = blockText(node, context)
  const place = placeOfNode(node, context.texts)
  const reading = new Reading(context, { shape: text.text.replaceAll('\n', ' '), runs: [], text }, place)
  readUrls(reading, 0, text.text.length, true)
  reading.finish()
}
