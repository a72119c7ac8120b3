import type { SyntaxNode } from '@lezer/common'
import { parser } from '@lezer/python'
import { type Literal, literalOf, type Range } from './literal.ts'
import { isClosed } from './text.ts'

/** `NAME = value` at the top level of a file. */
export interface Assignment {
  name: string
  nameAt: Range
  value: Literal
  whole: Range
}

export interface SettingsFile {
  assignments: Assignment[]
  /** Statements that are neither assignments of one name nor imports: what they do, nobody knows without running them. */
  others: Range[]
  /** Why Python would not take the text. */
  fault?: Range & { reason: string }
}

/**
 * A file of settings that is Python, read without running it. Where the text does not parse, as much of it is returned as
 * stands before and behind the fault.
 */
export function readSettings(source: string): SettingsFile {
  const tree = parser.parse(source)
  const assignments: Assignment[] = []
  const others: Range[] = []
  let indented: SyntaxNode | undefined
  for (let node = tree.topNode.firstChild; node; node = node.nextSibling) {
    if (node.name === 'Comment' || node.type.isError) continue
    if (/[^\n\r]/.test(lineBefore(node, source))) indented ??= node
    const assignment = node.name === 'AssignStatement' ? assignmentOf(node, source) : null
    if (assignment) assignments.push(assignment)
    else if (!isIdle(node)) others.push({ from: node.from, to: node.to })
  }
  const fault =
    faultOf(tree.topNode, source) ?? (indented && unexpected(indented.from, source, 'indent before '))
  return { assignments, others, ...(fault && { fault }) }
}

/** `import os`, and a text that stands alone. */
function isIdle(node: SyntaxNode): boolean {
  return (
    node.name === 'ImportStatement' ||
    (node.name === 'ExpressionStatement' && /String$/.test(node.firstChild?.name ?? ''))
  )
}

function assignmentOf(node: SyntaxNode, source: string): Assignment | null {
  const target = node.firstChild
  const operators = node.getChildren('AssignOp')
  const value = node.lastChild
  if (target?.name !== 'VariableName' || operators.length !== 1 || !value || value.type.isError) return null
  // `A = 1, 2` is a tuple without brackets.
  if (operators[0]!.nextSibling?.from !== value.from) return null
  return {
    name: source.slice(target.from, target.to),
    nameAt: { from: target.from, to: target.to },
    value: literalOf(value, source),
    whole: { from: node.from, to: node.to },
  }
}

function faultOf(root: SyntaxNode, source: string): SettingsFile['fault'] {
  let fault: SettingsFile['fault']
  root.cursor().iterate(({ type, name, from, to }) => {
    if (fault) return
    // The parser lets a text end with its line.
    if (name === 'String' && !isClosed(source.slice(from, to))) fault = unclosed(from, to, source)
    else if (type.isError) fault = unexpected(from, source)
  })
  return fault
}

function unclosed(from: number, to: number, source: string): SettingsFile['fault'] {
  return { reason: 'a text is not closed', from, to: Math.min(to, endOfLine(from, source)) }
}

function unexpected(at: number, source: string, what = ''): SettingsFile['fault'] {
  const from = at + (/^\s*/.exec(source.slice(at))?.[0].length ?? 0)
  if (from >= source.length) {
    const end = source.trimEnd().length
    return { reason: 'it ends in the middle of a statement', from: Math.max(0, end - 1), to: end }
  }
  const found = /^(?:\w+|\S)/.exec(source.slice(from))?.[0] ?? ''
  return { reason: `unexpected ${what}\`${found}\``, from, to: from + found.length }
}

function endOfLine(at: number, source: string): number {
  const end = source.indexOf('\n', at)
  return end === -1 ? source.length : end
}

function lineBefore(node: SyntaxNode, source: string): string {
  return source.slice(source.lastIndexOf('\n', node.from - 1) + 1, node.from)
}
