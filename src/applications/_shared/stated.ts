import type { Place } from '../../plan/place.ts'
import type { Value } from '../../plan/value.ts'
import { type Given, writtenText } from './given.ts'

/** What the guide enters, seen by field; nothing is filled in that the guide does not say. */
export interface Stated {
  given: Given[]
  /** The last statement of a field: a form is filled in from top to bottom. */
  of(field: string): Given | undefined
  /** Its text with angle tokens as written; undefined when the guide says nothing. */
  text(field: string): string | undefined
}

export function statedAmong(given: Given[]): Stated {
  const of = (field: string) => given.findLast((one) => one.field === field)
  return {
    given,
    of,
    text(field) {
      const one = of(field)
      return one && writtenText(one.value)
    },
  }
}

/** A row of the guide's own table of groups: what the provider calls it, and what the application makes of it. */
export interface Row {
  remote: string
  local: string
  place: Place
  remotePlace: Place
  localPlace: Place
}

/** Rows of a table in order; none where the value is no table. */
export function rowsOfTable(value: Value | undefined): Row[] {
  if (value?.kind !== 'map') return []
  return value.entries.map(({ from, to, place }) => ({
    remote: writtenText(from),
    local: writtenText(to),
    place,
    remotePlace: from.place,
    localPlace: to.place,
  }))
}
