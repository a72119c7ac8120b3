import type { Place } from '../../plan/place.ts'
import { leaves, type Statement } from '../../plan/read.ts'
import type { Value } from '../../plan/value.ts'
import { vocabulary } from './vocabulary/index.ts'

/** A value as written, angle tokens included. */
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

/** A switch; `byDefault` where the guide says nothing. */
export function isOn(statement: Statement | undefined, byDefault: boolean): boolean {
  const [leaf] = statement ? leaves(statement.value) : []
  if (!leaf) return byDefault
  // "Access Type" of consoles before 19 said `confidential` where a switch is today.
  return /^(on|true|yes|enabled?|checked|confidential)\b/i.test(leaf.text.trim())
}

/** The vocabulary's value of a chosen option; null for another text. */
export function valueOfChoice(
  statement: Statement | undefined,
  object: string,
  field: string,
): string | null {
  const [leaf] = statement ? leaves(statement.value) : []
  if (!leaf) return null
  const label = vocabulary.labels.find((one) => one.object === object && one.field === field)
  const choice = label?.choices?.find((one) => [one.text, ...(one.aliases ?? [])].includes(leaf.text.trim()))
  return choice?.value ?? null
}
