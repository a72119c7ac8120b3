import type { Place } from '../plan/place.ts'
import type { Plan } from '../plan/plan.ts'
import type { Rule } from '../plan/rule.ts'
import { checkPlan } from '../verify/check.ts'
import type { Instances } from '../verify/instances.ts'
import { runVerification } from '../verify/run.ts'
import type { Subject } from '../verify/subject.ts'
import type { Mutation } from './mutation.ts'

/** Where and by what a mistake was noticed. */
export interface Report {
  place: Place
  /** Rule id, or id of the failed step. */
  by: string
}

export interface Trial {
  outcome: 'red' | 'survived'
  /** The report at the changed line where there is one, else the first. */
  report: Report | null
  atLine: boolean
}

export interface Bench {
  subject: Subject
  rules: readonly Rule[]
  instances: Instances
}

/**
 * Whether the changed guide fails, and where. A text that is no guide any more is red where the parser stopped;
 * `plan` is then the place.
 */
export async function tryMutation(mutation: Mutation, plan: Plan | Place, bench: Bench): Promise<Trial> {
  if (!('facts' in plan)) return judged([{ place: plan, by: 'parse' }], mutation)
  return judged(await reportsOn(plan, bench, (found) => judged(found, mutation).atLine), mutation)
}

/**
 * What is reported about a guide. Rules are asked first; the guide is carried out only when what they see is not
 * `enough`.
 */
export async function reportsOn(
  plan: Plan,
  bench: Bench,
  enough: (found: Report[]) => boolean = () => false,
): Promise<Report[]> {
  const checked = checkPlan(plan, bench.subject, bench.rules)
  const errors = checked.findings.filter((finding) => finding.severity === 'error')
  const found: Report[] = errors.map(({ place, ruleId }) => ({ place, by: ruleId }))
  if (enough(found)) return found
  const verdict = await runVerification(plan, { ...bench, checked, planHash: '' })
  const failed = verdict.steps.filter((step) => step.outcome === 'failed')
  return [
    ...found,
    ...failed.flatMap(({ place, related, id }) => [place, ...related].map((one) => ({ place: one, by: id }))),
  ]
}

export function judged(reports: readonly Report[], mutation: Mutation): Trial {
  const there = reports.find(({ place }) => names(place, mutation))
  const report = there ?? reports[0] ?? null
  return { outcome: report ? 'red' : 'survived', report, atLine: there !== undefined }
}

/**
 * A report names the line if it begins on it; a whole block or section that happens to contain it does not count.
 * A deleted line leaves no line to name: what it is missing from is then the right place, the block from its fence on.
 */
function names({ file, start }: Place, { place: changed, block }: Mutation): boolean {
  if (file !== changed.file) return false
  return start.line === changed.start.line || (block !== undefined && start.offset === block.start.offset)
}
