import type { Place } from '../../plan/place.ts'
import type { Plan, Side } from '../../plan/plan.ts'

/**
 * Where to point for something that the guide does not say: the setting that decides it (`fields`, by preference),
 * else the first thing that the guide says on that side, else the top of the page.
 */
export function anchor(plan: Plan, side: Side | null, fields: RegExp | null = null): Place {
  const own = plan.facts.filter((fact) => 'side' in fact && fact.side === side)
  const deciding = own.find(
    (fact) => fact.kind === 'setting' && fact.field !== null && fields?.test(fact.field),
  )
  // The value, which may stand in the page while the label stands in a partial.
  if (deciding?.kind === 'setting') return deciding.value.place
  return own[0]?.place ?? plan.headings[0]?.place ?? top(plan)
}

export function top(plan: Plan): Place {
  const point = { line: 1, column: 1, offset: 0 }
  return { file: plan.file, start: point, end: point, includes: [] }
}

/** Whether two places are the same range of the same text. */
export function samePlace(a: Place, b: Place): boolean {
  return a.file === b.file && a.start.offset === b.start.offset && a.end.offset === b.end.offset
}
