import type { Finding, Report, RuleId, Severity } from './finding.ts'
import type { ApplicationKnowledge, ProviderKnowledge } from './knowledge.ts'
import type { Plan, Side } from './plan.ts'
import { asTyped, type Typed } from './typed.ts'

/** One static check. `src/rules/<group>-<name>/index.ts` exports it as default; `examples/` beside it are its tests and its help page. */
export interface Rule {
  id: RuleId
  severity: Severity
  /** One line: what must hold. */
  summary: string
  /** Why it matters and how to mend a violation; Markdown. */
  help: string
  check(plan: Plan, context: RuleContext): Iterable<Report>
}

/** What a rule may look at besides the plan. A product that nobody knows yet is null: rules then say nothing about it. */
export interface RuleContext {
  provider: (ProviderKnowledge & { version: string }) | null
  application: (ApplicationKnowledge & { version: string }) | null
  /** Placeholders that other guides declare, for spelling hints. */
  placeholders: ReadonlyMap<string, string>
  /** Ids of the products that the guide is not about; nothing is said of them where they are not handed. */
  others?: ReadonlyArray<{ id: string; side: Side }>
}

/** Runs rules over a plan; findings in document order, the page's own before those of partials. */
export function applyRules(rules: readonly Rule[], written: Plan, context: RuleContext): Finding[] {
  const { plan, restore } = asTyped(written)
  return rules
    .flatMap((rule) =>
      [...rule.check(plan, context)].map((report) => ({
        ...(plan === written ? report : withGaps(report, restore)),
        ruleId: rule.id,
        severity: report.severity ?? rule.severity,
        guide: plan.guide,
      })),
    )
    .sort(
      (a, b) =>
        Number(a.place.file !== plan.file) - Number(b.place.file !== plan.file) ||
        a.place.file.localeCompare(b.place.file) ||
        a.place.start.offset - b.place.start.offset,
    )
}

/**
 * With the gaps that the guide leaves for hosts, rather than the hosts that were put into them. What is advised keeps
 * the usual spelling of other gaps: it may be the very thing that is advised.
 */
function withGaps(report: Report, restore: Typed['restore']): Report {
  const said = Object.entries(report).map(([key, value]) => [
    key,
    typeof value === 'string' ? restore(value, key === 'message' || key === 'actual') : value,
  ])
  const related = report.related?.map((one) => ({ ...one, message: restore(one.message, true) }))
  return { ...Object.fromEntries(said), ...(related ? { related } : {}) }
}
