import type { BlockEntry, Fact, SettingFact } from '../plan/plan.ts'
import { namesIn, textsOf } from '../plan/value.ts'
import type { ConfigKey, Label, Vocabulary } from '../plan/vocabulary.ts'

/**
 * Whether any value is right here: a display name, a description. Changing it changes nothing, so that a mutation of it
 * would say nothing; the vocabularies name these fields.
 */
export function isFree(fact: Fact, vocabularies: readonly Vocabulary[]): boolean {
  return fact.kind === 'setting' && labelsOf(fact, vocabularies).some((label) => label.free === true)
}

export function isFreeEntry(entry: BlockEntry, vocabularies: readonly Vocabulary[]): boolean {
  return keysOf(entry, vocabularies).some((key) => key.free === true)
}

/** Whether the product takes the same value when the line is not there: deleting it changes nothing. */
export function saysDefault(entry: BlockEntry, vocabularies: readonly Vocabulary[]): boolean {
  if (namesIn(entry.value).length > 0) return false
  return keysOf(entry, vocabularies).some(
    (key) => key.default !== undefined && key.default === textsOf(entry.value, {}).join(key.separator ?? ' '),
  )
}

/** Why another value of this setting is as good, where the vocabulary says so. */
export function preferenceOf(
  of: SettingFact | BlockEntry,
  vocabularies: readonly Vocabulary[],
): string | undefined {
  const words = 'label' in of ? labelsOf(of, vocabularies) : keysOf(of, vocabularies)
  return words.find((word) => word.preference !== undefined)?.preference
}

function labelsOf(fact: SettingFact, vocabularies: readonly Vocabulary[]): Label[] {
  return vocabularies.flatMap(({ labels }) =>
    labels.filter((label) => label.object === fact.object.kind && label.field === fact.field),
  )
}

/** `providers[0].name` is the vocabulary's `providers[].name`. */
function keysOf(entry: BlockEntry, vocabularies: readonly Vocabulary[]): ConfigKey[] {
  const general = entry.key.replace(/\[\d+\]/g, '[]')
  return vocabularies.flatMap(({ formats }) =>
    formats.flatMap(({ keys }) => keys.filter(({ key }) => key === entry.key || key === general)),
  )
}
