import type { Place } from './place.ts'
import { leaves, type Statement } from './read.ts'
import type { Value } from './value.ts'

/** One text that the reader types, as written (angle tokens included), with the place where it stands. */
export interface Located {
  text: string
  place: Place
  value: Value
}

/** Texts that the reader types; what the reader chooses has none. */
export function locatedIn(given: readonly Statement[] = []): Located[] {
  return given
    .flatMap(({ value }) => leaves(value))
    .flatMap((leaf) => (leaf.kind === 'choice' ? [] : [{ text: leaf.text, place: leaf.place, value: leaf }]))
}

/** The position of a switch as a guide writes it ("On", "Enabled", "checked"); null where it says nothing. */
export function switchIn(given: Statement | undefined): boolean | null {
  const [leaf] = given ? leaves(given.value) : []
  return leaf ? saysOn(leaf.text) : null
}

/** "Access Type" of Keycloak's consoles before 19 said `confidential` where a switch is today. */
export function saysOn(text: string): boolean {
  return /^(on|true|yes|enabled?|checked|active|confidential)\b/i.test(text.trim())
}
