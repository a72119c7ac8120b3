import { codeFrameColumns } from '@babel/code-frame'
import type { Finding } from '../plan/finding.ts'
import { formatPlace, type Place } from '../plan/place.ts'

/** Gives the text of a source file by its path in a place; undefined when it cannot be read. */
export type ReadFile = (file: string) => string | undefined

/** Paints a text for a terminal; the default leaves it as it is. */
export interface Paint {
  error(text: string): string
  warning(text: string): string
  dim(text: string): string
  bold(text: string): string
}

const same = (text: string) => text
const plain: Paint = { error: same, warning: same, dim: same, bold: same }

/** One line, `3:12-3:40 error group/name message`, as expected findings are stored beside a rule's examples. */
export function formatLine(finding: Finding): string {
  const { start, end } = finding.place
  const range = `${start.line}:${start.column}-${end.line}:${end.column}`
  return `${range} ${finding.severity} ${finding.ruleId} ${reason(finding)}`
}

/** The message with its hint. */
export function reason({ message, suggestion }: Finding): string {
  return suggestion === undefined ? message : `${message} (did you mean \`${suggestion}\`?)`
}

/** As a compiler prints it: place, code frame, what was expected, how to mend, and how the reader's page gets there. */
export function formatFinding(finding: Finding, readFile: ReadFile, paint: Paint = plain): string {
  const { place, severity, ruleId, expected, actual, help } = finding
  const tint = severity === 'error' ? paint.error : paint.warning
  const source = readFile(place.file)
  return [
    `${paint.bold(formatPlace(place))} ${tint(severity)} ${paint.dim(ruleId)}`,
    reason(finding),
    source === undefined ? paint.dim(`(${place.file} cannot be read)`) : frame(source, place),
    ...(expected === undefined ? [] : [`  expected: ${expected}`]),
    ...(actual === undefined ? [] : [`  actual:   ${actual}`]),
    `  help:     ${help}`,
    ...(finding.related ?? []).map((other) => `  see also: ${formatPlace(other.place)}: ${other.message}`),
    ...place.includes.toReversed().map((include) => paint.dim(`  included from ${formatPlace(include)}`)),
  ].join('\n')
}

/** The lines around a place with a caret under the range. */
export function frame(source: string, { start, end }: Pick<Place, 'start' | 'end'>): string {
  // Places count lines as unist does, by line feeds; the frame would count others too, and look for columns in half a line.
  const lines = source.replace(/\r(?!\n)|[\u2028\u2029]/g, ' ')
  return codeFrameColumns(
    lines,
    { start: { line: start.line, column: start.column }, end: { line: end.line, column: end.column } },
    { linesAbove: 1, linesBelow: 1 },
  )
}

/** The same fault of a partial, seen from several guides, is one fault. */
export interface Group {
  finding: Finding
  guides: string[]
}

/** Findings of the same rule with the same words at the same place, with the guides that they concern. */
export function group(findings: readonly Finding[]): Group[] {
  const groups = Map.groupBy(findings, (finding) => `${finding.place.file} ${formatLine(finding)}`)
  return [...groups.values()].map((same) => ({
    finding: same[0]!,
    guides: [...new Set(same.map((finding) => finding.guide))],
  }))
}

/** `{file, line, column, endLine, endColumn, ruleId, severity, message, expected, actual, guide}`: one line of `check --json`. */
export function toJson(finding: Finding) {
  const { place, ruleId, severity, expected = null, actual = null, guide } = finding
  return {
    file: place.file,
    line: place.start.line,
    column: place.start.column,
    endLine: place.end.line,
    endColumn: place.end.column,
    ruleId,
    severity,
    message: reason(finding),
    expected,
    actual,
    guide,
  }
}
