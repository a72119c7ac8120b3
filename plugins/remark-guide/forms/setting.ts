import type { Place } from '../../../src/plan/place.ts'
import type { SettingForm } from '../../../src/plan/plan.ts'
import type { Value } from '../../../src/plan/value.ts'
import type { Reading } from '../extract/context.ts'
import type { Named } from '../extract/objects.ts'
import type { Run } from '../text/line.ts'
import { type Mapped, placeOf, slice, trim } from '../text/mapped.ts'
import { withoutDummies } from '../values/dummy.ts'
import { isOptional } from '../vocabulary/fold.ts'

export interface Setting {
  label: Mapped
  value: Value
  form: SettingForm
  qualifiers?: string[]
  /** The vocabulary's label where it is found by other means than the text. */
  known?: Named
  /** Offset in the shape: the order within the line. */
  at: number
  place?: Place
  runs?: Array<Run | undefined>
}

/** Adds a setting of the section's side, in the object that the text is about. */
export function addSetting(
  reading: Reading,
  { label, value, form, qualifiers = [], known, at, place, runs = [] }: Setting,
) {
  const { context } = reading
  const text = trimmedLabel(label)
  const found: Named | undefined = known ?? context.label(text.text) ?? context.own.key(text.text)
  reading.add(
    at,
    {
      kind: 'setting',
      place: place ?? reading.place,
      side: context.side,
      label: text.text,
      labelPlace: placeOf(text) ?? reading.place,
      field: found?.field ?? null,
      object: context.objects[context.side].place(found),
      value:
        context.side === 'application' ? withoutDummies(value, found?.field ?? null, context.both) : value,
      optional: context.section.optional || isOptional(reading.line.shape),
      form,
      qualifiers,
    },
    ...runs,
  )
}

/** Without the colon that some guides put inside the bold text, and without what marks a field as optional in prose. */
function trimmedLabel(label: Mapped): Mapped {
  const text = trim(label)
  return slice(text, 0, text.text.replace(/\s*[:*]+$/, '').length)
}
