import { analyse } from '../../expressions/analyse.ts'
import type { ExpressionFault, FaultKind } from '../../expressions/fault.ts'
import { knownNames } from '../../expressions/names.ts'
import type { Report } from '../../plan/finding.ts'
import type { Place } from '../../plan/place.ts'
import type { ExpressionFact, Plan } from '../../plan/plan.ts'
import type { RuleContext } from '../../plan/rule.ts'
import { nearest } from './near.ts'
import { factsOf } from './values.ts'

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

/**
 * A range of the expression's text as a place of the guide. A fence has one line more above and one below than its
 * text, and its lines are indented as it is; inline code begins after its backtick.
 */
function placeOf({ place, text }: ExpressionFact, fault: ExpressionFault): Place {
  const lines = text.split('\n')
  const fenced = place.end.line - place.start.line > lines.length
  const indent = place.start.column - 1
  const before = (line: number) => lines.slice(0, line - 1).reduce((sum, l) => sum + l.length + indent + 1, 0)
  const first = fenced ? place.end.offset - 3 - indent - before(lines.length + 1) : place.start.offset + 1
  const point = (line: number, column: number) => ({
    line: place.start.line + line - (fenced ? 0 : 1),
    column: column + indent + (fenced ? 0 : 1),
    offset: first + before(line) + column - 1 + (fenced ? indent : 0),
  })
  return { ...place, start: point(fault.line, fault.column), end: point(fault.endLine, fault.endColumn) }
}
