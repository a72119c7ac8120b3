import type { BlockEntry, Fact, SettingFact } from '../plan/plan.ts'
import type { Vocabulary } from '../plan/vocabulary.ts'

/**
 * Whether any value is right here: a display name, a description. Changing it changes nothing, so that a mutation of it
 * would say nothing; the vocabularies name these fields.
 */
export function isFree(fact: Fact, vocabularies: readonly Vocabulary[]): boolean {
  return fact.kind === 'setting' && vocabularies.some((vocabulary) => freeLabel(fact, vocabulary))
}

export function isFreeEntry(entry: BlockEntry, vocabularies: readonly Vocabulary[]): boolean {
  return vocabularies.some(({ formats }) =>
    formats.some(({ keys }) => keys.some((key) => key.key === entry.key && key.free === true)),
  )
}

function freeLabel(fact: SettingFact, { labels }: Vocabulary): boolean {
  return labels.some(
    (label) => label.free === true && label.object === fact.object.kind && label.field === fact.field,
  )
}
