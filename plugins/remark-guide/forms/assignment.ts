import type { Reading } from '../extract/context.ts'
import { C, runAt } from '../text/line.ts'
import { placeOf, slice } from '../text/mapped.ts'
import { withoutDummies } from '../values/dummy.ts'
import { keyedValue } from '../values/keyed.ts'
import { codeValue } from '../values/value.ts'

const only = new RegExp(`^\\s*(?:(?:add|set|export)\\s+)?(${C})[\\s.,;]*$`, 'i')
const assignment = /^(?:export\s+|-e\s+)?([A-Za-z_][A-Za-z0-9_.]*)\s*=\s*(["']?)(.*?)\2$/s

/** An item that is nothing but `NAME=value`. */
export function readAssignment(reading: Reading): boolean {
  const { line, context } = reading
  const run = runAt(line, only.exec(line.shape)?.[1])
  const match = run && assignment.exec(run.text.text)
  const key = match?.[1]
  if (!run || !match || key === undefined || !/[A-Z_]/.test(key)) return false
  const quote = match[2]?.length ?? 0
  const raw = match[3] ?? ''
  const from = run.text.text.length - quote - raw.length
  const text = slice(run.text, from, from + raw.length)
  const label = slice(run.text, run.text.text.indexOf(key), run.text.text.indexOf(key) + key.length)
  const known = context.own.key(key)
  reading.add(
    0,
    {
      kind: 'setting',
      place: reading.place,
      side: context.side,
      label: key,
      labelPlace: placeOf(label) ?? reading.place,
      field: known?.field ?? null,
      object: known ? { kind: known.object, ordinal: 1 } : context.objects[context.side].place(undefined),
      value: known
        ? withoutDummies(keyedValue(text, known, context.both, reading.place), known.field, context.both)
        : codeValue(text, context.both, reading.place),
      optional: context.section.optional,
      form: 'assignment',
      qualifiers: [],
    },
    run,
  )
  return true
}
