import type { Value } from '../../../src/plan/value.ts'
import type { Reading } from '../extract/context.ts'
import { BC, C, runAt } from '../text/line.ts'
import { placeOf, slice } from '../text/mapped.ts'
import { spanning } from '../values/rest.ts'
import { mapOf, rowsIn } from '../values/rows.ts'
import { codeValue } from '../values/value.ts'
import { addSetting } from './setting.ts'

/** "Enter the `Client ID` and `Client Secret` from authentik.": each goes to the field of its own name. */
const ofTheirName = new RegExp(
  `\\b(?:enter|paste|fill in|insert|provide|use)\\s+(?:the\\s+|your\\s+)?((?:${BC}(?:\\s*,\\s*(?:and\\s+)?|\\s+and\\s+)?(?:the\\s+)?){1,4})\\s*(?:values?\\s+)?(?:from|of|that you (?:copied|noted))\\b(?![^.]*\\b(?:as|into|in|for|to)\\s+(?:the\\s+|your\\s+)?${BC})`,
  'gi',
)
/** "Add `a`, `b` and `c` to **Label**". */
const several = new RegExp(
  `\\b(?:add|enter|put|select|choose)\\s+(?:the\\s+)?(${C}(?:(?:\\s*,\\s*(?:and\\s+)?|\\s+and\\s+)${C})+)\\s+(?:to|in|into|as|under)\\s+(?:the\\s+)?(${BC})`,
  'gi',
)
/** "add `a` to the selected scopes" */
const toPlain = new RegExp(
  `\\badd\\s+(?:the\\s+)?(${C}(?:(?:\\s*,\\s*(?:and\\s+)?|\\s+and\\s+)${C})*)\\s+to\\s+(?:the\\s+)?([A-Za-z][A-Za-z ]{2,40}?)(?=[.,;]|$|\\s+and\\b)`,
  'gi',
)
/** "send `Header: value`": a field and its value in one piece of code. */
const inOne = /^([A-Za-z][\w -]{1,40}):\s+(\S.*)$/

/** Values of which a field gets several, rows of a map, and fields that stand with their value in one piece of code. */
export function readSeveral(reading: Reading, from: number, to: number) {
  const sentence = reading.line.shape.slice(from, to)
  readRows(reading, from, to)
  for (const match of sentence.matchAll(toPlain)) readToPlain(reading, match, from)
  for (let i = from; i < to; i += 1) readInOne(reading, reading.line.shape[i], i)
  for (const match of sentence.matchAll(several)) readList(reading, match, from)
}

/** Outputs of the provider that go to the fields of the application that are called like them. */
export function readOfTheirName(reading: Reading, from: number, to: number) {
  for (const match of reading.line.shape.slice(from, to).matchAll(ofTheirName))
    readNamesakes(reading, match, from)
}

/** "In the group map, map `a` to `b` and `c` to `d`". */
function readRows(reading: Reading, from: number, to: number) {
  const { line, context } = reading
  const sentence = line.shape.slice(from, to)
  const [map] = context.own.vocabulary.maps
  const match = /\bmap(?:s|ped|ping)?\b/i.exec(sentence)
  if (!map || !match) return
  const entries = rowsIn(line, from, to, context)
  const value = mapOf(entries)
  if (!value) return
  const start = from + match.index
  const runs = line.runs.filter((run) => {
    const place = placeOf(run.text)
    return entries.some(({ from, to }) =>
      [from, to].some((v) => v.place.start.offset === place?.start.offset),
    )
  })
  const label = slice(line.text, start, start + match[0].length)
  addSetting(reading, { label, known: map, value, form: 'sentence', at: start, runs })
}

function readList(reading: Reading, match: RegExpExecArray, from: number) {
  const { line, context } = reading
  const label = runAt(line, match[2])
  const runs = [...(match[1] ?? '')].flatMap((mark) => runAt(line, mark) ?? [])
  if (!label || reading.used.has(label) || runs.some((run) => reading.used.has(run))) return
  if (!context.label(label.text.text)) return
  const items = runs.map((run) => codeValue(run.text, context.both, reading.place))
  const value: Value = { kind: 'list', items, place: spanning(items, reading) }
  addSetting(reading, {
    label: label.text,
    value,
    form: 'as-the',
    at: from + match.index,
    runs: [label, ...runs],
  })
}

function readToPlain(reading: Reading, match: RegExpExecArray, from: number) {
  const { line, context } = reading
  const word = match[2] ?? ''
  const runs = [...(match[1] ?? '')].flatMap((mark) => runAt(line, mark) ?? [])
  if (!context.label(word) || runs.some((run) => reading.used.has(run))) return
  const items = runs.map((run) => codeValue(run.text, context.both, reading.place))
  const [only] = items
  if (!only) return
  const value: Value = items.length === 1 ? only : { kind: 'list', items, place: spanning(items, reading) }
  const start = from + match.index + match[0].lastIndexOf(word)
  const label = slice(line.text, start, start + word.length)
  addSetting(reading, { label, value, form: 'as-the', at: from + match.index, runs })
}

function readInOne(reading: Reading, character: string | undefined, at: number) {
  const { line, context } = reading
  const run = runAt(line, character)
  const match = run?.kind === 'code' && !reading.used.has(run) ? inOne.exec(run.text.text) : null
  const [, name = '', text = ''] = match ?? []
  if (!run || !match || !context.label(name)) return
  const start = run.text.text.length - text.length
  const value = codeValue(slice(run.text, start, run.text.text.length), context.both, reading.place)
  addSetting(reading, { label: slice(run.text, 0, name.length), value, form: 'sentence', at, runs: [run] })
}

function readNamesakes(reading: Reading, match: RegExpExecArray, from: number) {
  const { line, context } = reading
  if (context.side !== 'application') return
  for (const mark of match[1] ?? '') {
    const run = runAt(line, mark)
    const name = run && context.words.provider.capture(run.text.text)
    if (!run || reading.used.has(run) || name === undefined || !context.label(run.text.text)) continue
    const place = placeOf(run.text) ?? reading.place
    addSetting(reading, {
      label: run.text,
      value: { kind: 'reference', name, text: run.text.text, place },
      form: 'as-the',
      at: from + match.index + match[0].indexOf(mark),
      runs: [run],
    })
  }
}
