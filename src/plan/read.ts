import type { Place, Point } from './place.ts'
import type {
  BlockEntry,
  BlockFact,
  CaptureFact,
  ExpressionFact,
  Fact,
  ObjectRef,
  Plan,
  SettingFact,
  Side,
} from './plan.ts'
import type { Value } from './value.ts'

/**
 * One thing that the guide enters on one side, from whichever form it is written in: a setting, a line of a
 * config block, an expression. What providers and applications read a plan by.
 */
export interface Statement {
  /** The vocabulary's field; null for a label or key that it does not know. */
  field: string | null
  /** Null for a line of a block whose key the vocabulary does not know. */
  object: ObjectRef | null
  /** Label or key, as written. */
  label: string
  value: Value
  /** The whole statement. */
  place: Place
  labelPlace: Place
  valuePlace: Place
  qualifiers: string[]
  optional: boolean
  variant?: string
  fact: SettingFact | BlockFact | ExpressionFact
}

/** Everything that the guide enters on this side, in document order. */
export function statements(plan: Plan, side: Side): Statement[] {
  return plan.facts.flatMap((fact): Statement[] => {
    if (!('side' in fact) || fact.side !== side) return []
    if (fact.kind === 'setting') return [ofSetting(fact)]
    if (fact.kind === 'block') return fact.entries.map((entry) => ofEntry(fact, entry))
    if (fact.kind === 'expression') return [ofExpression(fact)]
    return []
  })
}

/** What the guide enters in one field of this kind of object; every object of the kind when no ordinal is given. */
export function statementsOf(
  plan: Plan,
  side: Side,
  kind: string,
  field: string,
  ordinal?: number,
): Statement[] {
  return statements(plan, side).filter(
    (one) =>
      one.field === field &&
      one.object?.kind === kind &&
      (ordinal === undefined || one.object.ordinal === ordinal),
  )
}

/** The last statement wins, as on a form that is filled in from top to bottom. */
export function valueIn(plan: Plan, side: Side, kind: string, field: string, ordinal = 1): Value | undefined {
  return statementsOf(plan, side, kind, field, ordinal).at(-1)?.value
}

export interface PlanObject {
  ref: ObjectRef
  /** Everything entered in it, in document order, unknown labels included. */
  given: Statement[]
  /** The same by field; unknown labels left out. */
  fields: ReadonlyMap<string, Statement[]>
}

/** The objects of one kind that the guide makes on this side, in order of their ordinals. */
export function objectsOf(plan: Plan, side: Side, kind: string): PlanObject[] {
  const byOrdinal = Map.groupBy(
    statements(plan, side).filter((one) => one.object?.kind === kind),
    (one) => one.object?.ordinal ?? 1,
  )
  return [...byOrdinal]
    .toSorted(([a], [b]) => a - b)
    .map(([ordinal, given]) => {
      const known = given.filter((one) => one.field !== null)
      return { ref: { kind, ordinal }, given, fields: Map.groupBy(known, (one) => one.field ?? '') }
    })
}

/** What is entered last stays in the field. */
export function lastOf(given: readonly Statement[], field: string): Statement | undefined {
  return given.findLast((one) => one.field === field)
}

/** Outputs that the guide notes on this side, in document order. */
export function capturesOf(plan: Plan, side: Side): CaptureFact[] {
  return factsOf(plan, 'capture').filter((fact) => fact.side === side)
}

/** Facts of one kind, in document order. */
export function factsOf<Kind extends Fact['kind']>(
  plan: Plan,
  kind: Kind,
): Array<Extract<Fact, { kind: Kind }>> {
  return plan.facts.filter((fact): fact is Extract<Fact, { kind: Kind }> => fact.kind === kind)
}

/** Outputs that the guide notes, by canonical name; the first note of a name counts. */
export function captures(plan: Plan): ReadonlyMap<string, CaptureFact> {
  const found = new Map<string, CaptureFact>()
  for (const fact of factsOf(plan, 'capture')) if (!found.has(fact.name)) found.set(fact.name, fact)
  return found
}

/** Each single value with its own place: the items of a list, the left sides of a map. */
export function leaves(value: Value): Array<Exclude<Value, { kind: 'list' | 'map' }>> {
  if (value.kind === 'list') return value.items.flatMap(leaves)
  if (value.kind === 'map') return value.entries.flatMap((entry) => leaves(entry.from))
  return [value]
}

/**
 * The place of `[from, to)` within a text of several lines whose place is known: of an expression's faulty name.
 * Every line of the text is indented in the file as its first one is.
 */
export function placeWithin(place: Place, text: string, from: number, to: number): Place {
  const indent = place.start.column - 1
  const point = (index: number): Point => {
    const before = text.slice(0, index).split('\n')
    const line = before.length - 1
    const column = (before.at(-1) ?? '').length
    return {
      line: place.start.line + line,
      column: place.start.column + column,
      offset: place.start.offset + index + line * indent,
    }
  }
  return { ...place, start: point(from), end: point(to) }
}

function ofSetting(fact: SettingFact): Statement {
  const { field, object, label, value, place, labelPlace, qualifiers, optional, variant } = fact
  return {
    field,
    object,
    label,
    value,
    place,
    labelPlace,
    valuePlace: value.place,
    qualifiers,
    optional,
    variant,
    fact,
  }
}

function ofEntry(fact: BlockFact, entry: BlockEntry): Statement {
  return {
    field: entry.field,
    object: entry.object ?? null,
    label: entry.key,
    value: entry.value,
    place: entry.place,
    labelPlace: entry.keyPlace,
    valuePlace: entry.value.place,
    qualifiers: [],
    optional: false,
    variant: fact.variant,
    fact,
  }
}

function ofExpression(fact: ExpressionFact): Statement {
  const { field, object, label, place, text, variant } = fact
  return {
    field,
    object,
    label,
    value: { kind: 'literal', text, place },
    place,
    labelPlace: place,
    valuePlace: place,
    qualifiers: [],
    optional: false,
    variant,
    fact,
  }
}
