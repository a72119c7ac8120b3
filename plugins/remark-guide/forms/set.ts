import type { Reading } from '../extract/context.ts'
import { BC, C, runAt } from '../text/line.ts'
import { placeOf, slice } from '../text/mapped.ts'
import { valueIn } from '../values/rest.ts'
import { codeValue } from '../values/value.ts'
import { addSetting } from './setting.ts'
import { readOfTheirName, readSeveral } from './several.ts'

const setting = /\b(?:set|change|switch|configure|update|fill(?: in)?|adjust)\b/i
const toValue = new RegExp(
  `(${BC})(?:\\s+(?:field|option|setting|value|parameter|dropdown|property|to be))?\\s+(?:to|with)\\s+(?:be\\s+)?(?:the\\s+)?(?:value\\s+(?:of\\s+)?)?(?=(${BC})|on\\b|off\\b|true\\b|false\\b)`,
  'gi',
)
const plainToValue = new RegExp(
  `(?:\\bset\\s+(?:the\\s+|its\\s+)?|(?:\\band|,)\\s+(?:the|its)\\s+)([A-Za-z][A-Za-z /]{1,40}?)\\s+(?:to|as)\\s+(?:the\\s+value\\s+)?(?=${BC})`,
  'gi',
)
const proseValue = new RegExp(
  `(?:\\bset\\s+(?:the\\s+)?|,\\s*(?:and\\s+)?|\\band\\s+)(${BC})(?:\\s+(?:field|option))?\\s+to\\s+(?=the\\b|your\\b)`,
  'gi',
)
/** What may stand between a value that was noted and the field that it goes to. */
const origin = `(?:\\s+(?:from|of|copied from|noted (?:in|from))\\s+(?:the\\s+)?[\\w -]{1,30}?)?`
const asThe = new RegExp(
  `(${BC})${origin}\\s+(?:as|into|in|for|to)\\s+(?:the\\s+|your\\s+)?(${BC})(?:\\s+(?:field|box|input|setting|value))?`,
  'gi',
)
const plainAs = new RegExp(
  `\\b(?:the|your|its)\\s+([A-Za-z][A-Za-z ]{1,40}?)(?:\\s+(?:from|of)\\s+[\\w -]{1,30}?)?\\s+(?:into|in|as)\\s+(?:the\\s+)?(${BC})`,
  'gi',
)
/** "**Label** is `value`." */
const stated = new RegExp(
  `(${BC})\\s+(?:is|must be|should be|has to be)\\s+(?:set\\s+to\\s+)?(?=${C}\\s*(?:[.,;)]|$|and\\b))`,
  'gi',
)
const startsMarked = new RegExp(`^\\s*${BC}`)
const entering =
  /\b(?:enter|use|paste|type|fill in|copy|put|provide|add|insert|input|select|choose|pick|set)\b/i
const selecting = new RegExp(
  `\\b(?:pick|choose|select)\\s+(?:the\\s+)?(${BC})\\s+(?:under|for|in|from|as)\\s+(?:the\\s+)?(${BC})`,
  'gi',
)
const choosing = new RegExp(`\\b(?:pick|choose|select)\\s+(?:the\\s+(?:type\\s+)?)?(${BC})`, 'gi')

/** "Set **Label** to `value`", several in one sentence too; "Enter `value` as the **Label**"; "Pick `option`". */
export function readSet(reading: Reading, from: number, to: number) {
  if (reading.line.runs.length === 0) return
  const sentence = reading.line.shape.slice(from, to)
  if (setting.test(sentence)) {
    for (const match of sentence.matchAll(toValue)) readTo(reading, match, from, to)
    // What one field gets ends where the next field is named.
    const prose = [...sentence.matchAll(proseValue)]
    for (const [i, match] of prose.entries()) {
      const next = prose[i + 1]
      readTo(reading, match, from, next ? from + next.index : to)
    }
    for (const match of sentence.matchAll(plainToValue)) readPlain(reading, match, from, to)
  }
  readSeveral(reading, from, to)
  if (entering.test(sentence) || startsMarked.test(sentence))
    for (const match of sentence.matchAll(asThe)) readAs(reading, match, from)
  if (entering.test(sentence))
    for (const match of sentence.matchAll(plainAs)) readPlainAs(reading, match, from)
  readOfTheirName(reading, from, to)
  for (const match of sentence.matchAll(stated)) readTo(reading, match, from, to, true)
  for (const match of sentence.matchAll(selecting)) readSelected(reading, match, from)
  for (const match of sentence.matchAll(choosing)) readChoice(reading, match, from)
}

function readTo(reading: Reading, match: RegExpExecArray, from: number, to: number, onlyKnown = false) {
  const label = runAt(reading.line, match[1])
  if (!label || reading.used.has(label)) return
  if (onlyKnown && !reading.context.label(label.text.text)) return
  const start = from + match.index
  const found = valueIn(reading, start + match[0].length, to, reading.context.label(label.text.text))
  if (!found) return
  const { value, qualifiers, runs } = found
  addSetting(reading, {
    label: label.text,
    value,
    qualifiers,
    form: 'set-to',
    at: start,
    runs: [label, ...runs],
  })
}

function readPlain(reading: Reading, match: RegExpExecArray, from: number, to: number) {
  const { line, context } = reading
  const word = match[1] ?? ''
  const start = from + match.index + match[0].indexOf(word)
  const run = runAt(line, line.shape[from + match.index + match[0].length])
  if (!run || reading.used.has(run) || !context.label(word)) return
  const found = valueIn(reading, from + match.index + match[0].length, to)
  if (!found) return
  const { value, qualifiers, runs } = found
  const label = slice(line.text, start, start + word.length)
  addSetting(reading, { label, value, qualifiers, form: 'set-to', at: start, runs })
}

/** The label is the one of the two that the product knows; of two unknown ones, the bold one. */
function readAs(reading: Reading, match: RegExpExecArray, from: number) {
  const { line, context } = reading
  const [left, right] = [runAt(line, match[1]), runAt(line, match[2])]
  if (!left || !right || reading.used.has(left) || reading.used.has(right)) return
  const known = (text: string) => context.label(text) !== undefined
  const behind = line.shape.slice(from + match.index + match[0].length)
  const rightIsValue = /^\s*(?:from|of|copied|that)\b/.test(behind) && known(left.text.text)
  const rightIsLabel =
    !rightIsValue && (known(right.text.text) || (right.kind === 'bold' && !known(left.text.text)))
  const leftIsLabel = !rightIsLabel && known(left.text.text)
  if (!rightIsLabel && !leftIsLabel) return
  const [label, value] = rightIsLabel ? [right, left] : [left, right]
  const named = context.both.map((words) => words.capture(value.text.text)).find((name) => name !== undefined)
  const place = placeOf(value.text) ?? reading.place
  addSetting(reading, {
    label: label.text,
    value: named
      ? { kind: 'reference', name: named, text: value.text.text, place }
      : codeValue(value.text, context.both, reading.place),
    form: 'as-the',
    at: from + match.index,
    runs: [label, value],
  })
}

/** "Paste the Client ID into **Client ID**": what was noted, in plain words. */
function readPlainAs(reading: Reading, match: RegExpExecArray, from: number) {
  const { line, context } = reading
  const label = runAt(line, match[2])
  const word = match[1] ?? ''
  const bare = word.replace(/^(?:noted|copied|saved|generated|new|above)\s+/i, '')
  const name = context.both.map((words) => words.capture(bare)).find((one) => one !== undefined)
  if (!label || reading.used.has(label) || name === undefined) return
  const start = from + match.index + match[0].indexOf(word)
  const text = slice(line.text, start, start + word.length)
  addSetting(reading, {
    label: label.text,
    value: { kind: 'reference', name, text: word, place: placeOf(text) ?? reading.place },
    form: 'as-the',
    at: start,
    runs: [label],
  })
}

/** "Select `option` under **Label**": the label decides what the option belongs to, whether it knows it or not. */
function readSelected(reading: Reading, match: RegExpExecArray, from: number) {
  const { line, context } = reading
  const [value, label] = [runAt(line, match[1]), runAt(line, match[2])]
  if (!value || !label || reading.used.has(value) || reading.used.has(label)) return
  if (!context.label(label.text.text)) return
  addSetting(reading, {
    label: label.text,
    value: codeValue(value.text, context.both, reading.place),
    form: 'set-to',
    at: from + match.index,
    runs: [value, label],
  })
}

/** An option that only one label of the product has. */
function readChoice(reading: Reading, match: RegExpExecArray, from: number) {
  const { line, context } = reading
  const run = runAt(line, match[1])
  if (!run || reading.used.has(run)) return
  const label = context.own.labelOfChoice(run.text.text, context.objects[context.side].focus)
  if (!label) return
  addSetting(reading, {
    label: { text: label.text, pieces: run.text.pieces },
    known: label,
    value: codeValue(run.text, context.both, reading.place),
    form: 'sentence',
    at: from + match.index,
    runs: [run],
  })
}
