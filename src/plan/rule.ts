import type { Finding, Report, RuleId, Severity } from './finding.ts'
import type { ApplicationKnowledge, ProviderKnowledge } from './knowledge.ts'
import type { Plan, Side } from './plan.ts'

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
export function applyRules(rules: readonly Rule[], plan: Plan, context: RuleContext): Finding[] {
  return rules
    .flatMap((rule) =>
      [...rule.check(plan, context)].map((report) => ({
        ...report,
        ruleId: rule.id,
        severity: rule.severity,
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
