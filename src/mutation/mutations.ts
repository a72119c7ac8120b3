import type { Place } from '../plan/place.ts'
import type { BlockFact, Fact, Plan } from '../plan/plan.ts'
import type { Vocabulary } from '../plan/vocabulary.ts'
import { isFree, isFreeEntry, saysDefault } from './free.ts'
import type { Edit, Mutation } from './mutation.ts'
import { mistakesIn } from './operators.ts'

export interface Mutations {
  mutations: Mutation[]
  /** Values that are the reader's own, left alone. */
  free: number
  /** Lines that say what the product takes without them: deleting one changes nothing. */
  defaults: number
}

/** Every mistake that can be made in one guide, each once, in document order of its facts. */
export function mutationsOf(
  plan: Plan,
  vocabularies: readonly Vocabulary[],
  textAt: (place: Place) => string,
): Mutations {
  const seen = new Set<string>()
  let free = 0
  let defaults = 0
  const mutations = plan.facts.flatMap((fact) =>
    mistakesIn(fact).flatMap((edit): Mutation[] => {
      if (isReadersOwn(fact, edit, vocabularies)) {
        free++
        return []
      }
      if (isDefault(fact, edit, vocabularies)) {
        defaults++
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
  return { mutations, free, defaults }
}

function isReadersOwn(fact: Fact, edit: Edit, vocabularies: readonly Vocabulary[]): boolean {
  if (edit.operator === 'label' || edit.operator === 'key') return false
  if (fact.kind !== 'block') return isFree(fact, vocabularies)
  const entry = entryAt(fact, edit)
  return entry !== undefined && isFreeEntry(entry, vocabularies)
}

function isDefault(fact: Fact, edit: Edit, vocabularies: readonly Vocabulary[]): boolean {
  if (edit.operator !== 'line' || fact.kind !== 'block') return false
  const entry = entryAt(fact, edit)
  return entry !== undefined && saysDefault(entry, vocabularies)
}

/** The line that holds the edit, or whose value a parameter brings from elsewhere. */
function entryAt({ entries }: BlockFact, { place: { file, start, end } }: Edit) {
  return entries.find(({ place, value }) =>
    [place, value.place].some(
      (one) => one.file === file && one.start.offset <= start.offset && end.offset <= one.end.offset,
    ),
  )
}
