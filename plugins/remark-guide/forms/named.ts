import type { Reading } from '../extract/context.ts'
import { BC, C, runAt } from '../text/line.ts'
import { slice } from '../text/mapped.ts'
import { spanning } from '../values/rest.ts'
import { codeValue } from '../values/value.ts'
import { addSetting } from './setting.ts'

const list = `${C}(?:(?:\\s*,\\s*(?:and\\s+)?|\\s+and\\s+)${C})*`
const made = new RegExp(
  `\\b(?:creat\\w*|add|make|new)\\s+(?:an?\\s+|the\\s+|two\\s+|three\\s+|these\\s+)?((?:[\\w-]+\\s+){0,3}?[\\w-]+|${BC})(?:\\s*:)?\\s+(?:named\\s+|called\\s+|with\\s+the\\s+name\\s+)?(${list})`,
  'gi',
)
const is = new RegExp(
  `\\b(?:the|its|this)\\s+([A-Za-z][A-Za-z ]{1,30}?)\\s+(?:is|are|is called|is named|must be|should be)\\s+(?:called\\s+|named\\s+)?(${list})`,
  'gi',
)
const withName = new RegExp(`\\bwith\\s+(?:the\\s+)?((?:[a-z]+ ){0,2}(?:name|slug|id|realm))\\s+(${C})`, 'gi')

/** "create the groups `a`, `b` and `c`", "The application slug is `x`", "with the name `x`". */
export function readNamed(reading: Reading, from: number, to: number) {
  if (reading.line.runs.length === 0) return
  const sentence = reading.line.shape.slice(from, to)
  for (const match of sentence.matchAll(made)) readMade(reading, match, from)
  for (const match of [...sentence.matchAll(is), ...sentence.matchAll(withName)])
    readStated(reading, match, from)
}

function readMade(reading: Reading, match: RegExpExecArray, from: number) {
  const { line, context } = reading
  const kind = context.own.objects(match[1] ?? '').at(-1)?.kind
  const known = kind === undefined ? undefined : context.own.nameLabel(kind)
  if (kind === undefined || !known) return
  const word = match[1] ?? ''
  const start = from + match.index + match[0].indexOf(word)
  for (const character of match[2] ?? '') {
    const run = runAt(line, character)
    if (run?.kind !== 'code' || reading.used.has(run)) continue
    context.objects[context.side].open(kind)
    const value = codeValue(run.text, context.both, reading.place)
    const label = { text: known.text, pieces: slice(line.text, start, start + word.length).pieces }
    addSetting(reading, { label, known, value, form: 'sentence', at: start, runs: [run] })
  }
}

function readStated(reading: Reading, match: RegExpExecArray, from: number) {
  const { line, context } = reading
  const word = match[1] ?? ''
  const runs = [...(match[2] ?? '')].flatMap((mark) => runAt(line, mark) ?? [])
  const [run] = runs
  const mention = context.own.objects(word)[0]
  const known = context.label(word) ?? (mention && context.own.nameLabel(mention.kind))
  if (run?.kind !== 'code' || reading.used.has(run) || !known) return
  const start = from + match.index + match[0].indexOf(word)
  const items = runs.map((one) => codeValue(one.text, context.both, reading.place))
  const [only] = items
  if (!only) return
  addSetting(reading, {
    label: slice(line.text, start, start + word.length),
    known,
    value: runs.length > 1 ? { kind: 'list', items, place: spanning(items, reading) } : only,
    form: 'sentence',
    at: start,
    runs,
  })
}
