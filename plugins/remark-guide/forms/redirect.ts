import type { Value } from '../../../src/plan/value.ts'
import type { Reading } from '../extract/context.ts'
import { C, type Run, runAt } from '../text/line.ts'
import { slice } from '../text/mapped.ts'
import { type Follower, valueBelow } from '../values/followers.ts'
import { modeOf } from '../values/mode.ts'
import { spanning } from '../values/rest.ts'
import { codeValue } from '../values/value.ts'
import { addSetting } from './setting.ts'

const phrase =
  /\b(?:valid\s+|allowed\s+|authorized\s+)?(?:redirect(?:ion)?|callback)\s+(?:URIs?|URLs?|addresses|address|endpoints?)(?:\s*\/\s*origins)?/i
const stating =
  /\b(?:set|add|create|enter|use|configure|register|make|provide|paste|put|is|are|be|must|needs?|following)\b|:/i
const address = /^(?:[a-z][a-z0-9+.-]*:\/\/[^/\s]|\^|\(\?|\/\w|<[^<>]+>\/)/i
/** What stands behind `Strict` is the label, also where it is misspelt. */
const behindMode = new RegExp(`(${C})\\s+((?:\\w+ ){0,2}\\w+?)(?=\\s+(?:of|to|for|and|at|with)\\b|\\s*:)`)

/**
 * "Set a `Strict` redirect URI to `https://…`", "Add two redirect URIs …" with the addresses behind or below.
 * The followers that are its values are returned; null when the sentence registers nothing.
 */
export function readRedirect(
  reading: Reading,
  from: number,
  to: number,
  followers: readonly Follower[],
): Follower[] | null {
  const { line, context } = reading
  const sentence = line.shape.slice(from, to)
  const found = labelIn(reading, sentence)
  if (!found || !stating.test(sentence)) return null
  const runs: Run[] = []
  const qualifiers: string[] = []
  for (let i = from; i < to; i += 1) {
    const run = runAt(line, line.shape[i])
    if (!run || reading.used.has(run) || run.kind === 'link') continue
    const word = modeOf(run.text.text)
    if (word !== null) qualifiers.push(word)
    else if (run.kind === 'code' && address.test(run.text.text)) runs.push(run)
  }
  const start = from + found.at
  const label = slice(line.text, start, start + found.text.length)
  const known = context.label(label.text) ?? (found.sure ? context.own.redirectLabel() : undefined)
  const shared = { label, known, form: 'redirect' as const, at: start }
  if (!known && found.sure) return null
  const below = runs.length === 0 ? valueBelow(context, followers) : null
  if (below) {
    addSetting(reading, { ...shared, value: below.value, qualifiers: [...qualifiers, ...below.qualifiers] })
    return below.nodes
  }
  if (runs.length === 0) return null
  const values = runs.map((run): Value => codeValue(run.text, context.both, reading.place))
  const [only] = values
  const value: Value =
    values.length === 1 && only ? only : { kind: 'list', items: values, place: spanning(values, reading) }
  const modes = line.runs.filter((run) => qualifiers.includes(run.text.text))
  addSetting(reading, { ...shared, value, qualifiers, runs: [...runs, ...modes] })
  return []
}

/** The words for redirect URIs; else, less surely, those behind a mode. */
function labelIn(reading: Reading, sentence: string): { at: number; text: string; sure: boolean } | null {
  const match = phrase.exec(sentence)
  if (match) return { at: match.index, text: match[0], sure: true }
  const behind = behindMode.exec(sentence)
  const run = runAt(reading.line, behind?.[1])
  const text = behind?.[2]
  if (!behind || text === undefined || !run || modeOf(run.text.text) === null) return null
  return { at: behind.index + behind[0].length - text.length, text, sure: false }
}
