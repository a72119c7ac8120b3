import type { Table, TableRow } from 'mdast'
import type { MapEntry, Value } from '../../../src/plan/value.ts'
import { readMessage } from '../forms/message.ts'
import { readPlaceholderItem } from '../forms/placeholder.ts'
import { addSetting } from '../forms/setting.ts'
import { type Line, lineOf, placeOfNode, type Run, readable } from '../text/line.ts'
import { trim } from '../text/mapped.ts'
import { valueIn } from '../values/rest.ts'
import { codeValue } from '../values/value.ts'
import { type Context, Reading } from './context.ts'

const labelHead =
  /^(?:setting|field|label|option|parameter|name|property|key|variable|attribute|environment variable|item)s?(?: name)?$/i
const valueHead = /\b(?:value|setting|content|example|enter|input)s?\b/i

/** A table is a map, a list of messages or placeholders, or settings, one a row. `lead` is the line above it. */
export function readTable(table: Table, context: Context, lead: Line | null, inPlaceholders: boolean) {
  const [head, ...rows] = table.children
  if (!head) return
  const titles = head.children.map((cell) => readable(lineOf(cell.children, context.texts)).text.trim())
  if (context.role === 'troubleshooting' || inPlaceholders) {
    const read = inPlaceholders ? readPlaceholderItem : (reading: Reading) => readMessage(reading, true)
    for (const row of rows) readRow(row, context, read)
    return
  }
  if (context.role !== 'provider' && context.role !== 'application') return
  const map = titles.length === 2 ? context.own.map(titles[0] ?? '', titles[1] ?? '') : undefined
  if (map) return readMap(table, context, lead, map)
  const misspelt = titles.length === 2 ? context.own.misspeltMap(titles[0] ?? '', titles[1] ?? '') : undefined
  if (misspelt !== undefined) return readMap(table, context, null, { misspelt })
  if (isForms(titles, context)) {
    for (const row of rows) readFormRow(row, titles, context)
    return
  }
  const isSettings =
    (labelHead.test(titles[0] ?? '') && titles.slice(1).some((title) => valueHead.test(title))) ||
    rows.some((row) => isKnown(row, context))
  const valued = titles.findIndex((title, i) => i > 0 && valueHead.test(title))
  for (const row of rows) readSettingRow(row, context, isSettings ? Math.max(1, valued) : null)
}

/** "| Friendly Name | Name |": each column is a field, each row an object. */
function isForms(titles: readonly string[], context: Context): boolean {
  const labels = titles.map((title) => context.label(title))
  const kinds = new Set(labels.map((label) => label?.object))
  return titles.length > 1 && kinds.size === 1 && !kinds.has(undefined) && !valueHead.test(titles[1] ?? '')
}

function readFormRow(row: TableRow, titles: readonly string[], context: Context) {
  const lines = row.children.map((cell) => lineOf(cell.children, context.texts))
  const [first] = lines
  const kind = context.label(titles[0] ?? '')?.object
  if (!first || kind === undefined) return
  context.objects[context.side].open(kind)
  const place = placeOfNode(row, context.texts)
  let gave = 0
  for (const [i, line] of lines.entries()) {
    const title = titles[i] ?? ''
    const reading = new Reading(context, line, place)
    const found = valueIn(reading, 0, line.shape.length, context.label(title))
    if (!found) continue
    const { value, qualifiers, runs } = found
    const label = { text: title, pieces: readable(line).pieces }
    addSetting(reading, { label, value, qualifiers, form: 'table', at: 0, runs })
    gave += reading.finish()
  }
  context.count(gave > 0, first)
}

function readRow(row: TableRow, context: Context, read: (reading: Reading) => boolean) {
  const [cell] = row.children
  if (!cell) return
  const reading = new Reading(context, lineOf(cell.children, context.texts), placeOfNode(row, context.texts))
  read(reading)
  reading.finish()
}

function isKnown(row: TableRow, context: Context): boolean {
  const [cell] = row.children
  const text = cell ? readable(lineOf(cell.children, context.texts)).text.trim() : ''
  return context.label(text) !== undefined || context.own.key(text) !== undefined
}

function readSettingRow(row: TableRow, context: Context, valued: number | null) {
  const cells = row.children.map((cell) => lineOf(cell.children, context.texts))
  const [name] = cells
  const line = valued === null ? undefined : cells[valued]
  if (!name) return
  const reading = new Reading(context, line ?? name, placeOfNode(row, context.texts))
  const label = trim(readable(name))
  if (line && label.text !== '') {
    const found = valueIn(reading, 0, line.shape.length, context.label(label.text))
    if (found) {
      const { value, qualifiers, runs } = found
      addSetting(reading, { label, value, qualifiers, form: 'table', at: 0, runs })
    }
  }
  context.count(reading.finish() > 0, line ? joined(name, line) : name)
}

function joined(name: Line, value: Line): Line {
  const runs: Run[] = []
  const text = readable(name)
  const other = readable(value)
  return {
    shape: `${text.text} ${other.text}`,
    runs,
    text: { text: `${text.text} ${other.text}`, pieces: [...text.pieces, ...other.pieces] },
  }
}

/** A map under a misspelt heading is a setting with that label, which the product does not know, so that it is not lost. */
type MapHead = NonNullable<ReturnType<Context['own']['map']>> | { misspelt: string }

function readMap(table: Table, context: Context, lead: Line | null, map: MapHead) {
  const [head, ...rows] = table.children
  const titles = head?.children.map((cell) => trim(readable(lineOf(cell.children, context.texts)))) ?? []
  const label = 'misspelt' in map ? titles.find(({ text }) => text === map.misspelt) : titles[0]
  if (!label) return
  const known = 'misspelt' in map ? undefined : map.map
  const place = placeOfNode(table, context.texts)
  const entries = rows.flatMap((row): MapEntry[] => {
    const own = placeOfNode(row, context.texts)
    const sides = row.children.map((cell): Value => {
      const line = lineOf(cell.children, context.texts)
      const code = line.runs.find((run) => run.kind === 'code')
      return codeValue(code?.text ?? trim(readable(line)), context.both, own)
    })
    const [left, right] = 'swapped' in map && map.swapped ? [sides[1], sides[0]] : sides
    context.coverage.statements += 1
    if (left && right) context.coverage.understood += 1
    return left && right ? [{ from: left, to: right, place: own }] : []
  })
  const named = lead?.runs.find(({ text }) => context.label(text.text)?.field === known?.field)
  const reading = new Reading(context, { shape: '', runs: [], text: label }, place)
  addSetting(reading, {
    label: named?.text ?? label,
    known,
    value: { kind: 'map', entries, place },
    form: 'table',
    at: 0,
  })
  reading.finish()
}
