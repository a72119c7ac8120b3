import type { Value } from '../../../src/plan/value.ts'
import type { Label } from '../../../src/plan/vocabulary.ts'
import type { Reading } from '../extract/context.ts'
import { type Run, readable, runAt } from '../text/line.ts'
import { slice, trim } from '../text/mapped.ts'
import { fold } from '../vocabulary/fold.ts'
import { modeOf } from './mode.ts'
import { codeValue, literal, referenceIn, saying } from './value.ts'

export interface Found {
  value: Value
  qualifiers: string[]
  runs: Run[]
  /** Offset in the shape behind the value. */
  end: number
}

const switched =
  /^\s*(?:(?:turn(?:ed)?|switch(?:ed)?|toggle|set|select|leave|keep|should be|is|must be)\s+(?:it\s+|this\s+)?(?:to\s+)?)?(on|off|yes|no|enabled?|disabled?|true|false|checked|unchecked|active|inactive)\b/i
const nothing = /^\s*(?:(?:leave|keep)\s+(?:it\s+|this\s+|this field\s+)?)?(empty|blank|unset|none)\b/i
const joiner = /^[\s,]*(?:and|or|&|\/)?[\s,]*$/i
const marker = /[\s_*]*[([](?:optional|required)[)\]][\s_*]*/i
const instruction =
  /^(?:any|your|the|a|an|leave|select|choose|use|enter|set|provide|copy|paste|pick|note|take|click|optional|see|if|when|this|whatever|every|as)\b/i

/**
 * The value in what follows a label: the first inline code (or several joined by "and"), else a switch position, an
 * empty field, a bold option, a reference to something noted, a short text, or the reader's choice.
 */
export function valueIn(reading: Reading, from: number, to: number, label?: Label): Found | null {
  const { line, context } = reading
  const text = line.shape.slice(from, to)
  const plain = switchOrNothing(reading, from, text)
  if (plain) return plain
  const codes = codesIn(reading, from, to)
  if (codes.runs.length > 0) {
    const values = codes.runs.map((run) => codeValue(run.text, context.both, reading.place))
    const [only] = values
    const value: Value =
      values.length === 1 && only ? only : { kind: 'list', items: values, place: spanning(values, reading) }
    return { value, qualifiers: codes.qualifiers, runs: [...codes.qualifying, ...codes.runs], end: codes.end }
  }
  return proseValue(reading, from, to, label)
}

function switchOrNothing(reading: Reading, from: number, text: string): Found | null {
  const match = switched.exec(text)
  const empty = match ? null : nothing.exec(text)
  const word = match?.[1] ?? empty?.[1]
  if (word === undefined) return null
  const end = from + (match ?? empty)![0].length
  const where = slice(reading.line.text, end - word.length, end)
  const value = match ? literal(where, reading.place) : saying('', where, reading.place)
  return { value, qualifiers: [], runs: [], end }
}

/** The first code that is no qualifier, and what is joined to it. */
function codesIn({ line }: Reading, from: number, to: number) {
  const found = { runs: [] as Run[], qualifying: [] as Run[], qualifiers: [] as string[], end: from }
  for (let i = from; i < to; i += 1) {
    const run = runAt(line, line.shape[i])
    if (!run || (run.kind === 'link' && !isAddress(run))) continue
    const word = run.text.text
    const named = modeOf(word)
    if (found.runs.length === 0 && named !== null && codeBehind(line, i + 1, to)) {
      found.qualifying.push(run)
      found.qualifiers.push(named)
    } else if (run.kind !== 'bold') {
      if (found.runs.length > 0 && !joiner.test(line.shape.slice(found.end, i))) break
      // "`Name` to `x`, `Other` to `y`": the next code is the next field.
      if (found.runs.length > 0 && /^\s+(?:to|on|off|is)\b/.test(line.shape.slice(i + 1, to))) break
      found.runs.push(run)
      found.end = i + 1
    } else if (found.runs.length > 0) break
  }
  return found
}

function codeBehind(line: Reading['line'], from: number, to: number): boolean {
  for (let i = from; i < to; i += 1) if (isValue(runAt(line, line.shape[i]))) return true
  return false
}

function isValue(run: Run | undefined): boolean {
  return run?.kind === 'code' || (run?.kind === 'link' && isAddress(run))
}

/** `<https://…>`: an address that the reader sees as it is. */
function isAddress(run: Run): boolean {
  return run.text.text === run.url
}

function proseValue(reading: Reading, from: number, to: number, label?: Label): Found | null {
  const { line, context } = reading
  const whole = trim(readable(line, from, to))
  const stripped = whole.text.replace(marker, ' ').trim()
  if (stripped === '') return null
  const runs: Run[] = []
  const reference = referenceIn(sentence(whole), context.both, reading.place)
  if (reference) {
    for (let i = from; i < to; i += 1) {
      const run = runAt(line, line.shape[i])
      if (run) runs.push(run)
    }
    return { value: reference, qualifiers: [], runs, end: to }
  }
  for (let i = from; i < to; i += 1) {
    const run = runAt(line, line.shape[i])
    if (run?.kind === 'bold')
      return { value: literal(run.text, reading.place), qualifiers: [], runs: [run], end: i + 1 }
  }
  const short = sentence(whole)
  const isChoice = label?.choices?.some((one) => fold(one.text) === fold(short.text)) ?? false
  const url = /^https?:\/\/\S+$/.test(short.text)
  const few = short.text.split(/\s+/).length <= 4 && !instruction.test(short.text)
  if (isChoice || url || few)
    return { value: codeValue(short, context.both, reading.place), qualifiers: [], runs, end: to }
  const prose = literal(whole, reading.place)
  return { value: { kind: 'choice', text: whole.text, place: prose.place }, qualifiers: [], runs, end: to }
}

/** Up to its full stop. */
function sentence(text: ReturnType<typeof trim>) {
  const stop = /[.;](?=\s|$)/.exec(text.text)
  return trim(slice(text, 0, stop?.index ?? text.text.length))
}

export function spanning(values: readonly Value[], reading: Pick<Reading, 'place'>): Value['place'] {
  const [first] = values
  const last = values.at(-1)
  if (!first || !last || first.place.file !== last.place.file) return first?.place ?? reading.place
  return { ...first.place, end: last.place.end }
}
