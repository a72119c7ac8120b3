import type { SettingForm } from '../../../src/plan/plan.ts'
import type { Reading } from '../extract/context.ts'
import { B, BC, C, type Run, runAt } from '../text/line.ts'
import { type Mapped, placeOf, slice } from '../text/mapped.ts'
import { type Follower, valueBelow } from '../values/followers.ts'
import { valueIn } from '../values/rest.ts'
import { addSetting } from './setting.ts'

const marker = '(?:\\s*[([](?:optional|required)[)\\]])?'
const labelled = new RegExp(`^(\\s*)(${BC})${marker}(?:\\s*[:=]${marker}\\s*|\\s+(?:[–—]|--?)\\s+)`, 'i')
const boldWithColon = new RegExp(`^(\\s*)(${B})${marker}\\s+`, 'i')
const alone = new RegExp(`^(\\s*)(${BC})${marker}[\\s.]*$`, 'i')
const lead = new RegExp(`^(\\s*)(${BC})${marker}\\s*(?:[,(–-][^:]*)?:\\s*$`, 'i')
const plainLabel =
  /^(\s*)([A-Z\u00c0-\u00dc][\p{L}\p{N} /()'&.-]{1,60}?)(?:\s*\((?:optional|required)\))?:\s+/u

export interface LabelForm {
  label: Mapped
  run: Run | undefined
  form: SettingForm
  /** Offset in the shape behind the colon. */
  end: number
  /** Where the label begins in the shape. */
  at: number
  /** In brackets behind the label: how the value is compared. */
  mode?: string
}

/** The label that a line begins with: `**Label**: …`, `` `Label`: … ``, `Label: …`, or a label alone above its value. */
export function labelOf(reading: Reading, followers: readonly Follower[]): LabelForm | null {
  const { line, context } = reading
  const { shape } = line
  const match =
    labelled.exec(shape) ?? (followers.length > 0 ? (lead.exec(shape) ?? alone.exec(shape)) : null)
  const run = runAt(line, match?.[2])
  if (match && run) {
    if (isPath(run.text.text, context)) return null
    const form = run.kind === 'code' ? 'code-label' : 'label-colon'
    return { label: run.text, run, form, end: match[0].length, at: match[1]?.length ?? 0 }
  }
  const inside = boldWithColon.exec(shape)
  const bold = runAt(line, inside?.[2])
  if (inside && bold?.text.text.trimEnd().endsWith(':'))
    return {
      label: bold.text,
      run: bold,
      form: 'label-colon',
      end: inside[0].length,
      at: inside[1]?.length ?? 0,
    }
  const whole = shape.trim()
  if (followers.length > 0 && whole.length < 60 && context.label(whole)) {
    const at = shape.indexOf(whole)
    const label = slice(line.text, at, at + whole.length)
    return { label, run: undefined, form: 'plain-colon', end: shape.length, at }
  }
  const plain = plainLabel.exec(shape)
  const text = plain?.[2]
  if (!plain || text === undefined) return null
  const start = plain[1]?.length ?? 0
  const inBrackets = /^(.*\S)\s*\((strict|regex|exact)\)$/i.exec(text)
  if (inBrackets?.[1] && inBrackets[2] && context.label(inBrackets[1])) {
    const label = slice(line.text, start, start + inBrackets[1].length)
    return {
      label,
      run: undefined,
      form: 'plain-colon',
      end: plain[0].length,
      at: start,
      mode: inBrackets[2],
    }
  }
  if (text.split(/\s+/).length > 6 && !context.label(text)) return null
  const known =
    context.label(text) !== undefined || context.both.some((words) => words.capture(text) !== undefined)
  const rest = shape.slice(plain[0].length)
  if (!known && !new RegExp(`^(?:${C}|https?://)`).test(rest)) return null
  return {
    label: slice(line.text, start, start + text.length),
    run: undefined,
    form: 'plain-colon',
    end: plain[0].length,
    at: start,
  }
}

/** "**Credentials / Add client secret**: …" names where to go, not what to fill in. */
function isPath(text: string, context: Reading['context']): boolean {
  const parts = text.split(/\s+(?:\/|>|→|->|»|›)\s+/)
  return parts.length > 1 && parts.filter((part) => context.own.control(part) !== undefined).length > 1
}

/** `name `Technitium`, slug `technitium``: several settings in one line, each a word and code. */
const pairs = new RegExp(
  `^\\s*([a-z][a-z ]{1,24}?)\\s+(${C})(?:\\s*,\\s*(?:and\\s+)?([a-z][a-z ]{1,24}?)\\s+(${C}))+[.\\s]*$`,
  'i',
)
const pair = new RegExp(`([a-z][a-z ]{1,24}?)\\s+(${C})`, 'gi')

/** Reads a line that begins with a label; the followers that are its value are returned. Null when it is no such line. */
export function readLabel(reading: Reading, followers: readonly Follower[]): Follower[] | null {
  const { line, context } = reading
  const found = labelOf(reading, followers)
  if (!found) return null
  const { label, run, form, end, at, mode } = found
  const known = context.label(label.text)
  if (pairs.test(line.shape.slice(end))) {
    context.objects[context.side].step(label.text)
    for (const match of line.shape.slice(end).matchAll(pair)) readPair(reading, match, end)
    if (run) reading.used.add(run)
    return []
  }
  if (!known && isContainer(reading, label.text)) {
    const place = placeOf(label) ?? reading.place
    reading.add(at, { kind: 'action', side: context.side, place, label: label.text }, run)
    return null
  }
  if (readNoted(reading, found)) return []
  const below = /\S/.test(line.shape.slice(end)) ? null : valueBelow(context, followers)
  if (below) {
    const how = below.form === 'fence' ? 'fence' : form
    addSetting(reading, {
      label,
      value: below.value,
      form: how,
      qualifiers: below.qualifiers,
      at,
      runs: [run],
    })
    return below.nodes
  }
  const value = valueIn(reading, end, line.shape.length, known)
  if (!value) return null
  if (value.value.kind === 'literal' && known?.type === 'list' && readButton(reading, value.value.text, end))
    return []
  const { runs } = value
  const qualifiers = mode === undefined ? value.qualifiers : [mode, ...value.qualifiers]
  addSetting(reading, { label, value: value.value, form, qualifiers, at, runs: [run, ...runs] })
  return []
}

/** "Allowed User Groups: Unrestrict": what stands behind the label is a button there, no value. */
function readButton({ context, line, place, add }: Reading, text: string, from: number): boolean {
  if (context.own.control(text)?.kind !== 'button') return false
  const start = line.shape.indexOf(text, from)
  const run = line.runs.find((one) => one.text.text === text)
  const spot = start === -1 ? run?.text : slice(line.text, start, start + text.length)
  const where = (spot && placeOf(spot)) ?? place
  add(from, { kind: 'action', side: context.side, place: where, label: text }, run)
  return true
}

function readPair(reading: Reading, match: RegExpExecArray, offset: number) {
  const { line, context } = reading
  const word = match[1]?.trim() ?? ''
  const start = offset + match.index + match[0].indexOf(word)
  const code = runAt(line, match[2])
  const value =
    code &&
    valueIn(reading, offset + match.index + match[0].length - 1, offset + match.index + match[0].length)
  if (!value) return
  const focus = context.objects[context.side].focus
  const known =
    context.label(word) ?? (/^name$/i.test(word) && focus[0] ? context.own.nameLabel(focus[0]) : undefined)
  const label = slice(line.text, start, start + word.length)
  addSetting(reading, { label, value: value.value, known, form: 'sentence', at: start, runs: value.runs })
}

const noted = /\b(?:copy|save|note|keep|record|write)\b.*\b(?:this|it|them|later|down|value)\b/i

/** "Client ID: copy this for later" at the provider is an output, not a value to enter. */
function readNoted({ context, line, place, add }: Reading, { label, at, end, run }: LabelForm): boolean {
  const known = context.words.provider.capture(label.text)
  if (context.side !== 'provider' || known === undefined || !noted.test(line.shape.slice(end))) return false
  const object = context.objects.provider.refer(context.label(label.text))
  const shared = { side: context.side, place: placeOf(label) ?? place, object }
  add(at, { kind: 'capture', label: label.text, name: known, ...shared }, run)
  return true
}

/** A wizard's page or a tab in bold before a colon opens a group of settings; it has no value itself. */
function isContainer({ context }: Reading, text: string): boolean {
  const control = context.own.control(text)
  return control !== undefined && control.kind !== 'option'
}
