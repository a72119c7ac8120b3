import type { Place } from './place.ts'
import type { BlockFact, CaptureFact, Fact, FactKind, ObjectRef, Plan, SettingFact, Side } from './plan.ts'
import type { Value } from './value.ts'

/** One thing that the guide enters on one side: a setting, or an entry of a config block. */
export interface Statement {
  field: string
  /** The label or the key, as written. */
  label: string
  object: ObjectRef
  value: Value
  /** Of the whole statement. */
  place: Place
  labelPlace: Place
  valuePlace: Place
  fact: SettingFact | BlockFact
}

export function factsOf<Kind extends FactKind>(plan: Plan, kind: Kind): Array<Extract<Fact, { kind: Kind }>> {
  return plan.facts.filter((fact): fact is Extract<Fact, { kind: Kind }> => fact.kind === kind)
}

/** What the guide enters on one side, in document order. Unknown labels and keys are left out: rules report them. */
export function statements(plan: Plan, side: Side): Statement[] {
  return plan.facts.flatMap((fact): Statement[] => {
    if (fact.kind === 'setting' && fact.side === side && fact.field !== null) {
      const { field, label, object, value, place, labelPlace } = fact
      return [{ field, label, object, value, place, labelPlace, valuePlace: value.place, fact }]
    }
    return fact.kind === 'block' && fact.side === side ? entriesOf(fact) : []
  })
}

function entriesOf(fact: BlockFact): Statement[] {
  return fact.entries.flatMap(({ field, key, value, place, keyPlace }) =>
    field === null
      ? []
      : [
          {
            field,
            label: key,
            // A block describes one object; which kind it is, its format says.
            object: { kind: 'settings', ordinal: 1 },
            value,
            place,
            labelPlace: keyPlace,
            valuePlace: value.place,
            fact,
          },
        ],
  )
}

/** The statements of each object of a kind, in document order. */
export function objectsOf(
  plan: Plan,
  side: Side,
  kind: string,
): Array<{ ref: ObjectRef; given: Statement[] }> {
  const objects = new Map<number, { ref: ObjectRef; given: Statement[] }>()
  for (const statement of statements(plan, side)) {
    if (statement.object.kind !== kind) continue
    const known = objects.get(statement.object.ordinal) ?? { ref: statement.object, given: [] }
    known.given.push(statement)
    objects.set(statement.object.ordinal, known)
  }
  return [...objects.values()]
}

/** The last statement about a field: forms are filled in from top to bottom. */
export function lastOf(given: readonly Statement[], field: string): Statement | undefined {
  return given.findLast((statement) => statement.field === field)
}

export function capturesOf(plan: Plan, side: Side): CaptureFact[] {
  return factsOf(plan, 'capture').filter((fact) => fact.side === side)
}
