import type { Reading } from '../extract/context.ts'
import { C, type Run, runAt } from '../text/line.ts'
import { type Follower, valueBelow } from '../values/followers.ts'
import { addSetting } from './setting.ts'

/** "Set the `Label` to:" */
const setting = new RegExp(`\\bset\\s+(?:the\\s+)?${C}(?:\\s+\\w+)?\\s+to(?:\\s+[\\w ]+)?:\\s*$`, 'i')

/**
 * "See to it that **Selected Scopes** holds these:" above a list of values: the label is the bold run that the product
 * knows as one, the nearest to the colon.
 */
export function readSelection(
  reading: Reading,
  from: number,
  to: number,
  followers: readonly Follower[],
): Follower[] {
  const { line, context } = reading
  if (!/:\s*$/.test(line.shape.slice(from, to))) return []
  const below = valueBelow(context, followers)
  if (!below) return []
  const runs: Array<{ run: Run; at: number }> = []
  for (let i = from; i < to; i += 1) {
    const run = runAt(line, line.shape[i])
    if (run && run.kind !== 'link' && !reading.used.has(run)) runs.push({ run, at: i })
  }
  const found =
    runs.findLast(({ run }) => context.label(run.text.text) !== undefined) ??
    runs.findLast(({ run }) => run.kind === 'bold') ??
    (setting.test(line.shape.slice(from, to)) ? runs.at(-1) : undefined)
  if (!found) return []
  const { run, at } = found
  const form = below.form === 'fence' ? 'fence' : 'sentence'
  addSetting(reading, {
    label: run.text,
    value: below.value,
    qualifiers: below.qualifiers,
    form,
    at,
    runs: [run],
  })
  return below.nodes
}
