import type { Code, InlineCode } from 'mdast'
import { range } from '../parse/document.ts'
import { concat, type Mapped, mapped, type Origin } from './mapped.ts'

/** The text between the backticks, found in its file. Escaped pipes in tables keep it from being exact. */
export function inlineCodeText(node: InlineCode, origin: Origin): Mapped {
  const { start, end } = range(node)
  const raw = origin.document.edited.text.slice(start, end)
  const at = raw.indexOf(node.value)
  const ticks = raw.length - raw.replace(/^`+/, '').length
  return at === -1
    ? mapped(node.value, { origin, start: start + ticks, end: end - ticks })
    : mapped(node.value, { origin, start: start + at, end: start + at + node.value.length })
}

/** The text of a fence, line by line, each found behind its indent. */
export function codeText(node: Code, origin: Origin): Mapped {
  const { start, end } = range(node)
  const lines = origin.document.edited.text.slice(start, end).split('\n')
  const fenced = /^\s*(`{3}|~{3})/.test(lines[0] ?? '')
  const wanted = node.value.split('\n')
  let at = start + (fenced ? (lines.shift()?.length ?? 0) + 1 : 0)
  const parts = wanted.flatMap((line, i): Mapped[] => {
    const raw = lines[i] ?? ''
    const found = raw.endsWith(line) ? raw.length - line.length : raw.lastIndexOf(line)
    const begin = at + Math.max(found, 0)
    at += raw.length + 1
    const text = mapped(line, { origin, start: begin, end: found === -1 ? at - 1 : begin + line.length })
    const newline = { origin, start: begin + line.length, end: begin + line.length + 1 }
    return i < wanted.length - 1 ? [text, mapped('\n', newline)] : [text]
  })
  return concat(parts)
}
