import type { Place } from '../plan/place.ts'
import type { Fact, FactKind } from '../plan/plan.ts'
import { placeWithin } from '../plan/read.ts'
import type { Edit, Operator } from './mutation.ts'
import { slip } from './text.ts'
import { valueMistakes } from './values.ts'

/** What can go wrong in each kind of fact. A kind without mistakes says why. */
export const operators: { [Kind in FactKind]: Operator<Kind> } = {
  setting: (fact) => [
    { operator: 'label', place: fact.labelPlace, after: slip(fact.label) },
    ...valueMistakes(fact.value, fact.field),
  ],
  block: (fact) =>
    fact.entries.flatMap((entry): Edit[] => [
      { operator: 'key', place: entry.keyPlace, after: slip(nameOf(entry.key)) },
      { operator: 'line', place: entry.place, after: '', block: fact.place },
      ...valueMistakes(entry.value, entry.field),
    ]),
  expression: (fact) => expressionMistakes(fact.text, fact.place),
  navigation: (fact) =>
    fact.path.map((step): Edit => ({ operator: 'menu', place: step.place, after: slip(step.text) })),
  action: (fact) => [{ operator: 'button', place: fact.place, after: slip(fact.label) }],
  url: (fact) => valueMistakes(fact.value, null),
  message: (fact) => [{ operator: 'message', place: fact.place, after: slip(fact.text) }],
  capture: (fact) => [{ operator: 'capture', place: fact.place, after: slip(fact.label) }],
  placeholder: (fact) => [{ operator: 'placeholder', place: fact.place, after: slip(fact.token) }],
  // Only "too old" can be wrong: that a newer version is needed than stated is what readers run into.
  version: (fact) =>
    olderVersion(fact.text).map((after): Edit => ({ operator: 'version', place: fact.place, after })),
}

/** The key as it stands in the file: items of a list have that of the list. */
function nameOf(path: string): string {
  return (
    path
      .replace(/(\[\d+\])+$/, '')
      .split('.')
      .at(-1) ?? path
  )
}

/** Every mistake in this fact, dispatched by its kind. */
export function mistakesIn(fact: Fact): Edit[] {
  return (operators[fact.kind] as Operator<FactKind>)(fact)
}

/** Each name and string of the code misspelt, one at a time; key words and short names excluded. */
function expressionMistakes(code: string, place: Place): Edit[] {
  const seen = new Set<string>()
  const edits: Edit[] = []
  for (const match of code.matchAll(/[A-Za-z_][A-Za-z_0-9]{2,}/g)) {
    const word = match[0]
    if (keywords.has(word) || seen.has(word)) continue
    seen.add(word)
    const within = placeWithin(place, code, match.index, match.index + word.length)
    edits.push({ operator: 'expression', place: within, after: slip(word) })
  }
  return edits
}

const keywords = new Set([
  'for',
  'not',
  'and',
  'else',
  'elif',
  'return',
  'None',
  'True',
  'False',
  'yield',
  'lambda',
])

/** The first part that can go down by two does, so that the older version is one that could exist. */
function olderVersion(text: string): string[] {
  const match = [...text.matchAll(/\d+/g)].find(([digits]) => Number(digits) >= 2)
  if (!match) return []
  const older = String(Number(match[0]) - 2)
  return [text.slice(0, match.index) + older + text.slice(match.index + match[0].length)]
}
