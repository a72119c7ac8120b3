import type { Nodes, PhrasingContent } from 'mdast'
import type { Place } from '../../../src/plan/place.ts'
import { range } from '../parse/document.ts'
import { inlineCodeText } from './code.ts'
import { concat, type Mapped, mapped, type Origin, placeOf, slice } from './mapped.ts'

/** What marks a run of a sentence: bold, code, or a link. */
export type RunKind = 'bold' | 'code' | 'link'

export interface Run {
  kind: RunKind
  text: Mapped
  /** Address of a link. */
  url?: string
  /** True for a bold run that is set in italics or between quotation marks instead. */
  quoted?: true
  node: Nodes
}

/**
 * A sentence or paragraph in one line of characters: text as it is, and one private character for each marked run, so
 * that patterns can speak of "a bold run, a colon, code" without looking at Markdown.
 */
export interface Line {
  shape: string
  runs: Run[]
  /** As long as the shape. */
  text: Mapped
}

const first = { bold: 0xe000, code: 0xe800, link: 0xf000 } as const
const span = 0x800

/** Pattern fragments that match one marked run of a shape. */
export const B = '[\\ue000-\\ue7ff]'
export const C = '[\\ue800-\\uefff]'
export const L = '[\\uf000-\\uf7ff]'
/** A label: bold, or code where guides write labels so. */
export const BC = '[\\ue000-\\uefff]'

export interface Texts {
  origins: WeakMap<Nodes, Origin>
  texts: WeakMap<Nodes, Mapped>
}

/** Flattens phrasing content. Emphasis is plain text, unless it names something; images and comments leave nothing. */
export function lineOf(content: readonly PhrasingContent[], from: Texts): Line {
  const runs: Run[] = []
  const parts: Mapped[] = []
  const mark = (run: Run) => {
    const code = first[run.kind] + (runs.length % span)
    runs.push(run)
    const spot = run.text.pieces[0]
    const character = String.fromCharCode(code)
    parts.push(
      spot
        ? mapped(character, { ...spot, end: run.text.pieces.at(-1)?.end ?? spot.end })
        : mapped(character, spotOf(run.node, from)),
    )
  }
  const walk = (nodes: readonly Nodes[]) => {
    for (const node of withKeys(nodes)) {
      if (node.type === 'strong') mark({ kind: 'bold', text: plainText(node.children, from), node })
      else if (node.type === 'emphasis' && isName(plainText(node.children, from).text))
        mark({ kind: 'bold', text: plainText(node.children, from), node, quoted: true })
      else if (node.type === 'inlineCode') mark({ kind: 'code', text: codeOf(node, from), node })
      else if (node.type === 'link')
        mark({ kind: 'link', text: plainText(node.children, from), url: node.url, node })
      else if (isKey(node)) mark({ kind: 'code', text: plainText(node.children, from), node })
      else if (node.type === 'image' || node.type === 'html') continue
      else if ('children' in node && node.type !== 'textDirective') walk(node.children)
      else if (node.type === 'text') quotedParts(node, leafText(node, from), parts, mark)
      else parts.push(leafText(node, from))
    }
  }
  walk(content)
  const text = concat(parts)
  return { shape: text.text.replaceAll('\n', ' '), runs, text }
}

/** What is set in italics names something on the screen when it begins as names do; else it is stressed. */
function isName(text: string): boolean {
  return /^[A-Z0-9+]/.test(text) && text.length <= 60 && !sentenceLike.test(text)
}

/** Names between quotation marks; sentences are none, and neither is JSON. */
const quotation = /(?<=^|[\s(\ue000-\uf7ff])(?:"([^"“”\n]{1,60})"|“([^"“”\n]{1,60})”)(?=$|[\s.,;:)])/g
const sentenceLike = /[.!?]\s|[.!?]$|^\s|\s$|[{}]/

/** Plain text: where it names what is on the screen between quotation marks, that is a run as bold text is. */
function quotedParts(node: Nodes, text: Mapped, parts: Mapped[], mark: (run: Run) => void) {
  let at = 0
  for (const match of /["“]/.test(text.text) ? text.text.matchAll(quotation) : []) {
    const name = match[1] ?? match[2] ?? ''
    if (sentenceLike.test(name)) continue
    parts.push(slice(text, at, match.index))
    const start = match.index + 1
    mark({ kind: 'bold', text: slice(text, start, start + name.length), node, quoted: true })
    at = match.index + match[0].length
  }
  parts.push(at === 0 ? text : slice(text, at, text.text.length))
}

/** `<kbd>` and `<code>` elements hold values in older guides. */
function isKey(node: Nodes): node is Extract<Nodes, { type: 'mdxJsxTextElement' }> {
  return node.type === 'mdxJsxTextElement' && (node.name === 'kbd' || node.name === 'code')
}

const opening = /^<(kbd|code)>$/i

/** In plain Markdown such an element is two pieces of HTML with text between: made one element, as in MDX. */
function withKeys(nodes: readonly Nodes[]): readonly Nodes[] {
  if (!nodes.some((node) => node.type === 'html' && opening.test(node.value))) return nodes
  const found: Nodes[] = []
  for (let i = 0; i < nodes.length; i += 1) {
    const node = nodes[i]!
    const name = node.type === 'html' ? opening.exec(node.value)?.[1] : undefined
    const rest = name === undefined ? [] : nodes.slice(i + 1)
    const close = rest.findIndex((one) => one.type === 'html' && one.value.toLowerCase() === `</${name}>`)
    if (name === undefined || close === -1) {
      found.push(node)
      continue
    }
    const children = rest.slice(0, close).filter((one) => one.type !== 'html') as PhrasingContent[]
    found.push({ type: 'mdxJsxTextElement', name: 'kbd', attributes: [], children, position: node.position })
    i += close + 1
  }
  return found
}

/** The run that a character of a shape stands for. */
export function runAt(line: Line, character: string | undefined): Run | undefined {
  const code = character?.charCodeAt(0) ?? 0
  if (code < first.bold || code >= first.link + span) return undefined
  return line.runs[(code - first.bold) % span]
}

/** The readable text of `[from, to)`, with the runs spelt out. */
export function readable(line: Line, from = 0, to = line.shape.length): Mapped {
  const parts: Mapped[] = []
  let at = from
  for (let i = from; i < to; i += 1) {
    const run = runAt(line, line.shape[i])
    if (!run) continue
    parts.push(slice(line.text, at, i), run.text)
    at = i + 1
  }
  return concat([...parts, slice(line.text, at, to)])
}

/** All text below, markup dropped. */
export function plainText(nodes: readonly Nodes[], from: Texts): Mapped {
  return concat(
    nodes.flatMap((node): Mapped[] => {
      if (node.type === 'inlineCode') return [codeOf(node, from)]
      if (node.type === 'textDirective' || !('children' in node)) return [leafText(node, from)]
      return [plainText(node.children, from)]
    }),
  )
}

/** The place of a node in its file. */
export function placeOfNode(node: Nodes, from: Texts): Place {
  const place = placeOf(mapped('x', spotOf(node, from)))
  if (place) return place
  throw new Error(`A ${node.type} without origin: expand() gives every node one`)
}

function codeOf(node: Extract<Nodes, { type: 'inlineCode' }>, from: Texts): Mapped {
  return from.texts.get(node) ?? inlineCodeText(node, originOf(node, from))
}

function leafText(node: Nodes, from: Texts): Mapped {
  const known = from.texts.get(node)
  if (known) return known
  const spot = spotOf(node, from)
  // Private characters of the text would be taken for marks.
  if (node.type === 'text') return mapped(node.value.replace(/[\ue000-\uf7ff]/g, '\ufffd'), spot)
  if (node.type === 'break') return mapped(' ', spot)
  // `10:30` and `Strict: x` are text, though the directive syntax sees names in them.
  if (node.type === 'textDirective' || node.type === 'mdxTextExpression')
    return mapped(spot.origin.document.edited.text.slice(spot.start, spot.end), spot)
  return mapped('', spot)
}

function spotOf(node: Nodes, from: Texts) {
  return { origin: originOf(node, from), ...range(node) }
}

function originOf(node: Nodes, from: Texts): Origin {
  const origin = from.origins.get(node)
  if (!origin) throw new Error(`A ${node.type} without origin: expand() gives every node one`)
  return origin
}
