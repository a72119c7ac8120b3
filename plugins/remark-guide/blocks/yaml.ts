import { type Document, isMap, isScalar, isSeq, type Node, type Pair, parseDocument } from 'yaml'
import type { Parsed, RawEntry } from './entry.ts'

/** YAML and JSON (of which YAML is a superset), with the ranges that the parser keeps. Leaves are the entries. */
export function parseYaml(text: string): Parsed {
  const document = parseDocument(text, { keepSourceTokens: false, uniqueKeys: false, logLevel: 'silent' })
  const entries: RawEntry[] = []
  walk(document.contents, '', null, entries, text)
  const fault = faultOf(document, text)
  return fault ? { entries, fault } : { entries }
}

export function parseJson(text: string): Parsed {
  const { entries } = parseYaml(text)
  try {
    JSON.parse(text)
    return { entries }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    const position = /position (\d+)/.exec(reason)?.[1]
    const from = Math.min(position === undefined ? 0 : Number(position), Math.max(0, text.length - 1))
    return { entries, fault: { reason, from, to: from + 1 } }
  }
}

function faultOf({ errors }: Document.Parsed, text: string): Parsed['fault'] {
  const [error] = errors
  if (!error) return undefined
  const [from, to] = error.pos
  const reason = (error.message.split('\n')[0] ?? '').replace(/ at line .*$/, '')
  return { reason, from: Math.min(from, text.length), to: Math.min(Math.max(to, from + 1), text.length) }
}

/** `NAME=value` as an item of a list: how Compose files set environment variables. */
const assignment = /^([A-Z][A-Z0-9_]{2,})(=)/

type Key = { from: number; to: number }

function walk(node: unknown, path: string, key: Key | null, entries: RawEntry[], text: string) {
  if (isMap(node)) {
    for (const pair of node.items as Array<Pair<Node, Node | null>>) {
      const [from, to] = pair.key.range ?? [0, 0]
      const name = isScalar(pair.key) ? String(pair.key.value) : ''
      const own = path === '' ? name : `${path}.${name}`
      if (pair.value) walk(pair.value, own, { from, to }, entries, text)
    }
  } else if (isSeq(node)) {
    for (const [i, item] of node.items.entries()) walk(item, `${path}[${i}]`, key, entries, text)
  } else if (isScalar(node) && node.range && path !== '') {
    leaf(node, path, key, entries, text)
  }
}

function leaf(
  node: { range?: [number, number, number] | null; type?: string; value: unknown },
  path: string,
  key: Key | null,
  entries: RawEntry[],
  text: string,
) {
  const [from, to] = node.range ?? [0, 0, 0]
  const quoted = node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE'
  const [valueFrom, valueTo] = quoted ? [from + 1, Math.max(from + 1, to - 1)] : [from, to]
  const stands = text.slice(valueFrom, valueTo)
  const value = typeof node.value === 'string' ? node.value : stands
  const variable = assignment.exec(stands)
  if (variable && path.endsWith(']')) {
    const [, name = '', equals = ''] = variable
    const keyTo = valueFrom + name.length
    const at = path.replace(/\[\d+\]$/, '')
    entries.push({
      key: `${at}.${name}`,
      keyFrom: valueFrom,
      keyTo,
      valueFrom: keyTo + equals.length,
      valueTo,
      from: valueFrom,
      to: valueTo,
    })
    return
  }
  entries.push({
    key: path,
    keyFrom: key?.from ?? from,
    keyTo: key?.to ?? from,
    valueFrom,
    valueTo,
    from: Math.min(key?.from ?? from, from),
    to,
    ...(value === stands ? {} : { value }),
  })
}
