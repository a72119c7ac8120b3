import type { Place } from '../plan/place.ts'
import type { Fact, Plan } from '../plan/plan.ts'
import type { Vocabulary } from '../plan/vocabulary.ts'
import { isFree, isFreeEntry } from './free.ts'
import type { Edit, Mutation } from './mutation.ts'
import { mistakesIn } from './operators.ts'

export interface Mutations {
  mutations: Mutation[]
  /** Values that are the reader's own, left alone. */
  free: number
}

/** Every mistake that can be made in one guide, each once, in document order of its facts. */
export function mutationsOf(
  plan: Plan,
  vocabularies: readonly Vocabulary[],
  textAt: (place: Place) => string,
): Mutations {
  const seen = new Set<string>()
  let free = 0
  const mutations = plan.facts.flatMap((fact) =>
    mistakesIn(fact).flatMap((edit): Mutation[] => {
      if (isReadersOwn(fact, edit, vocabularies)) {
        free++
        return []
      }
      const before = textAt(edit.place)
      const key = `${edit.place.file}:${edit.place.start.offset}:${edit.after}`
      // A parameter can reach the page in several places; it is one mistake to make.
      if (seen.has(key) || before === edit.after) return []
      seen.add(key)
      return [{ fact: fact.id, factKind: fact.kind, before, ...edit }]
    }),
  )
  return { mutations, free }
}

function isReadersOwn(fact: Fact, edit: Edit, vocabularies: readonly Vocabulary[]): boolean {
  if (edit.operator === 'label' || edit.operator === 'key') return false
  if (fact.kind !== 'block') return isFree(fact, vocabularies)
  const entry = fact.entries.find(
    ({ place }) => place.start.offset <= edit.place.start.offset && edit.place.end.offset <= place.end.offset,
  )
  return entry !== undefined && isFreeEntry(entry, vocabularies)
}
