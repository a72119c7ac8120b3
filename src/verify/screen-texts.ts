import type { Place } from '../plan/place.ts'
import type { Fact } from '../plan/plan.ts'
import type { Label, Vocabulary } from '../plan/vocabulary.ts'
import { bare } from '../rules/support/labels.ts'
import { leavesOf } from '../rules/support/values.ts'

export interface ScreenText {
  /** As the product shows it; the guide may have an accepted paraphrase. */
  text: string
  place: Place
}

/** What a reader of the fact looks for on the product's screens, as far as the vocabulary takes the words for the product's. */
export function screenTextsOf(fact: Fact, { labels, controls }: Vocabulary): ScreenText[] {
  if (fact.kind === 'setting') {
    const own = labels.filter(({ object, field }) => object === fact.object.kind && field === fact.field)
    const choices = own.flatMap((label) => label.choices ?? [])
    const chosen = leavesOf(fact.value).flatMap((leaf) => seen(leaf.text, leaf.place, choices))
    return [...seen(fact.label, fact.labelPlace, own), ...chosen]
  }
  const words = [...controls, ...labels, ...labels.flatMap((label) => label.choices ?? [])]
  if (fact.kind === 'action') return seen(fact.label, fact.place, words)
  if (fact.kind === 'navigation') return fact.path.flatMap(({ text, place }) => seen(text, place, words))
  return []
}

/**
 * Every text that a vocabulary says the product shows, with the versions in which it does. Texts with varying parts
 * (`{client}-dedicated`) are put together on the screen and stand in no catalogue.
 */
export function textsOfVocabulary({ labels, controls }: Vocabulary) {
  const words: Array<Pick<Label, 'text' | 'since' | 'until' | 'elsewhere'>> = [
    ...controls,
    ...labels,
    ...labels.flatMap((label) => label.choices ?? []),
  ]
  return words
    .filter(({ text }) => !text.includes('{'))
    .map(({ text, since, until, elsewhere }) => ({ text, since, until, elsewhere }))
}

function seen(written: string, place: Place, words: ReadonlyArray<Pick<Label, 'text' | 'accepted'>>) {
  const text = bare(written)
  const shown =
    words.find((word) => bare(word.text) === text) ?? words.find((word) => word.accepted?.includes(text))
  return shown ? [{ text: shown.text, place }] : []
}
