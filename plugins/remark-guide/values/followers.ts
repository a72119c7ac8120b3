import type { BlockContent, Code, DefinitionContent, ListItem } from 'mdast'
import type { Value } from '../../../src/plan/value.ts'
import { languageOf } from '../blocks/language.ts'
import type { Context } from '../extract/context.ts'
import { codeText } from '../text/code.ts'
import { lineOf, placeOfNode, runAt } from '../text/line.ts'
import { slice, trim } from '../text/mapped.ts'
import { modeOf } from './mode.ts'
import { mapOf, rowIn } from './rows.ts'
import { codeValue } from './value.ts'

export type Follower = BlockContent | DefinitionContent

export interface FollowingValue {
  value: Value
  qualifiers: string[]
  /** The nodes that are the value, and no statements of their own. */
  nodes: Follower[]
  form: 'fence' | 'list'
}

/**
 * The value under a label: lists whose items are nothing but values (several lists in a row are one), or one fence
 * that is no configuration of its own.
 */
export function valueBelow(context: Context, followers: readonly Follower[]): FollowingValue | null {
  const [first] = followers
  if (first?.type === 'code') return fenceValue(context, first)
  if (first?.type !== 'list') return null
  const rows = first.children.map((item) => rowOf(context, item))
  const map = rows.every((row) => row !== null) ? mapOf(rows) : null
  if (map) return { value: map, qualifiers: [], nodes: [first], form: 'list' }
  const items: Value[] = []
  const qualifiers: string[] = []
  const nodes: Follower[] = []
  for (const node of followers) {
    if (node.type !== 'list') break
    const found = node.children.map((item) => itemValue(context, item))
    if (found.some((one) => one === null)) break
    for (const one of found) {
      if (!one) continue
      items.push(one.value)
      qualifiers.push(...one.qualifiers)
    }
    nodes.push(node)
  }
  const [value] = items
  const last = items.at(-1)
  if (!value || !last) return null
  const place = value.place.file === last.place.file ? { ...value.place, end: last.place.end } : value.place
  return { value: { kind: 'list', items, place }, qualifiers: [...new Set(qualifiers)], nodes, form: 'list' }
}

/** An item that is a row of a map. */
function rowOf(context: Context, item: ListItem) {
  const [paragraph, ...rest] = item.children
  if (paragraph?.type !== 'paragraph' || rest.length > 0) return null
  return rowIn(lineOf(paragraph.children, context.texts), context)
}

function fenceValue(context: Context, node: Code): FollowingValue | null {
  if (node.lang && !/^(?:text|txt|url|plain|plaintext)$/i.test(node.lang)) return null
  const origin = context.texts.origins.get(node)
  if (!origin || node.value.trim() === '' || languageOf(node.value, node.lang ?? null, null) !== 'text')
    return null
  const text = context.texts.texts.get(node) ?? codeText(node, origin)
  const place = placeOfNode(node, context.texts)
  const lines = text.text.split('\n')
  let at = 0
  const values = lines.flatMap((line): Value[] => {
    const start = at
    at += line.length + 1
    if (line.trim() === '') return []
    const piece = trim(slice(text, start, start + line.length))
    return [codeValue(piece, context.both, place)]
  })
  const [only] = values
  const value: Value = values.length === 1 && only ? only : { kind: 'list', items: values, place }
  return { value, qualifiers: [], nodes: [node], form: 'fence' }
}

/** An item that is a value: code alone, or a mode and code (`Strict: `https://…``), or an address. */
function itemValue(context: Context, item: ListItem): { value: Value; qualifiers: string[] } | null {
  const [paragraph, ...rest] = item.children
  if (paragraph?.type !== 'paragraph' || rest.length > 0) return null
  const line = lineOf(paragraph.children, context.texts)
  const place = placeOfNode(item, context.texts)
  const match = valueItem.exec(line.shape.trim())
  if (!match) {
    const address = /^https?:\/\/\S+$/.exec(line.shape.trim())
    return address ? { value: codeValue(trim(line.text), context.both, place), qualifiers: [] } : null
  }
  const run = runAt(line, match[2])
  if (run?.kind !== 'code' || /^[A-Z][A-Z0-9_]{2,}=/.test(run.text.text)) return null
  const word = match[1]?.trim().replace(/:$/, '') ?? ''
  const qualifier = runAt(line, word[0])?.text.text.replace(/:$/, '') ?? word
  if (qualifier !== '' && modeOf(qualifier) === null) return null
  return { value: codeValue(run.text, context.both, place), qualifiers: qualifier ? [qualifier] : [] }
}

const valueItem =
  /^((?:strict|regex|exact|authorization|post[- ]logout|[\ue000-\uefff]):?\s*[:,]?\s+)?([\ue800-\uefff])\s*(?:\([^)]{0,60}\))?[.,;]?(?:\s+(?:and|or))?$/i
