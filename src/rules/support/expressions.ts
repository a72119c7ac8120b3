import { analyse } from '../../expressions/analyse.ts'
import type { ExpressionFault, FaultKind } from '../../expressions/fault.ts'
import { knownNames } from '../../expressions/names.ts'
import type { Report } from '../../plan/finding.ts'
import type { Place } from '../../plan/place.ts'
import type { ExpressionFact, Plan } from '../../plan/plan.ts'
import { factsOf, placeWithin } from '../../plan/read.ts'
import type { RuleContext } from '../../plan/rule.ts'
import { nearest } from './near.ts'

/** Faults of one kind in every expression of the guide, each at its own line of the fence. */
export function expressionFaults(plan: Plan, context: RuleContext, kind: FaultKind, help: string): Report[] {
  const version = context.provider?.version
  return factsOf(plan, 'expression').flatMap((fact) =>
    analyse(fact.text, { version })
      .filter((fault) => fault.kind === kind)
      .map((fault) => ({
        message: fault.message,
        help,
        place: placeOf(fact, fault),
        actual: fault.name,
        suggestion:
          kind === 'undefined-name' && fault.name
            ? nearest(fault.name, knownNames(version ?? '9999.0.0'))
            : undefined,
      })),
  )
}

/** A range of the expression's text as a place of the guide. */
function placeOf({ place, text }: ExpressionFact, fault: ExpressionFault): Place {
  const lines = text.split('\n')
  const index = (line: number, column: number) =>
    lines.slice(0, line - 1).reduce((sum, { length }) => sum + length + 1, 0) + column - 1
  const [from, to] = [index(fault.line, fault.column), index(fault.endLine, fault.endColumn)]
  return placeWithin(place, text, from, to)
}
