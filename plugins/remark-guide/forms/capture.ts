import type { Reading } from '../extract/context.ts'
import { BC, runAt } from '../text/line.ts'
import { type Mapped, placeOf, slice } from '../text/mapped.ts'
import { canonicalName } from '../values/tokens.ts'
import { captureWordIn } from '../values/value.ts'

const noting =
  /\b(?:take\s+(?:a\s+)?note\s+of|note\s+down|make\s+a\s+note\s+of|write\s+down|note|copy|save|record|keep|store|remember)\b/gi
const certain = /^(?:take|note|make|write|copy)/i
const joiner =
  /^[\s,]*(?:and|or|&|as well as|plus)?[\s,]*(?:the|its|both|your|this|value of|values of)?\s*(?:values?|fields?)?[\s,]*(?:and|or)?[\s,]*(?:the|its)?[\s,]*$/i
const entered = new RegExp(`^\\s*(?:values?)?\\s*(?:in|into|as|to)\\s+(?:the\\s+)?(?:field\\s+)?${BC}`, 'i')

const enteredPlain = /^\s*(?:(?:from|of)\s[\w -]{1,30}?\s)?(?:into|in|as)\s/i

/** "Take note of the **Client ID** and **Client Secret** values", "copy its Client ID". */
export function readCaptures(reading: Reading, from: number, to: number) {
  const { line } = reading
  const sentence = line.shape.slice(from, to)
  for (const verb of sentence.matchAll(noting)) {
    const start = from + verb.index + verb[0].length
    const sure = certain.test(verb[0])
    const found = marked(reading, start, to, sure)
    if (!found) plain(reading, start, to)
  }
}

/** Bold or code names behind the verb; false when there are none. */
function marked(reading: Reading, from: number, to: number, sure: boolean): boolean {
  const { line, context } = reading
  let last = from
  let any = false
  for (let i = from; i < to; i += 1) {
    const run = runAt(line, line.shape[i])
    if (!run || run.kind === 'link') continue
    const between = line.shape.slice(last, i).replace(/\s+/g, ' ')
    if (
      any
        ? !joiner.test(between)
        : /[.;:]|\b(?:click|select|press|open|go|into|as)\b/i.test(between) || between.length > 80
    )
      break
    const known = context.both.some((words) => words.capture(run.text.text) !== undefined)
    if (!known && !(sure && run.kind === 'bold' && !context.own.control(run.text.text))) break
    if (entered.test(line.shape.slice(i + 1, to))) break
    if (!reading.used.has(run)) {
      add(reading, run.text, i)
      reading.used.add(run)
    }
    any = true
    last = i + 1
  }
  return any
}

function plain(reading: Reading, from: number, to: number) {
  const { line, context } = reading
  const clause = /^[^.;:]{0,120}/.exec(line.shape.slice(from, to))?.[0] ?? ''
  const words = context.words.provider
  let at = 0
  while (at < clause.length) {
    const found = captureWordIn(clause.slice(at), words)
    if (
      !found ||
      (at === 0 ? found.start > 40 : !joiner.test(clause.slice(at, at + found.start).replace(/\s+/g, ' ')))
    )
      return
    if (enteredPlain.test(clause.slice(at + found.end))) return
    const start = from + at + found.start
    add(reading, slice(line.text, start, from + at + found.end), start)
    at += found.end
  }
}

function add(reading: Reading, label: Mapped, at: number) {
  const { context } = reading
  const name = canonicalName(label.text, context.both)
  const known = context.label(label.text)
  reading.add(at, {
    kind: 'capture',
    side: context.side,
    place: placeOf(label) ?? reading.place,
    label: label.text,
    name,
    object: context.objects[context.side].refer(known),
  })
}
