import type { BlockFact, Fact, Plan, Side } from '../../plan/plan.ts'
import type { Value } from '../../plan/value.ts'
import { oncePer } from './memo.ts'

export type Leaf = Exclude<Value, { kind: 'list' | 'map' }>

/** One text that the guide has the reader enter, with what it is entered in. */
export interface Entered {
  leaf: Leaf
  fact: Fact
  /** Null for addresses that belong to no setting. */
  side: Side | null
  field: string | null
  /** The label or the key, as written. */
  label: string
}

/** Leaves of a value in order; of a map both sides. */
export function leavesOf(value: Value): Leaf[] {
  if (value.kind === 'list') return value.items.flatMap(leavesOf)
  if (value.kind === 'map') return value.entries.flatMap((e) => [...leavesOf(e.from), ...leavesOf(e.to)])
  return [value]
}

/** Every text that stands in a field, in a block or as an address, in document order. */
export const entered = oncePer((plan: Plan): Entered[] => {
  return plan.facts.flatMap((fact) => {
    if (fact.kind === 'setting')
      return leavesOf(fact.value).map((leaf) => ({
        leaf,
        fact,
        side: fact.side,
        field: fact.field,
        label: fact.label,
      }))
    if (fact.kind === 'block') return ofBlock(fact)
    if (fact.kind === 'url')
      return leavesOf(fact.value).map((leaf) => ({ leaf, fact, side: null, field: null, label: 'URL' }))
    return []
  })
})

function ofBlock(fact: BlockFact): Entered[] {
  return fact.entries.flatMap((entry) =>
    leavesOf(entry.value).map((leaf) => ({
      leaf,
      fact,
      side: fact.side,
      field: entry.field,
      label: entry.key,
    })),
  )
}
