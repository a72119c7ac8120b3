import type { Plan } from '../plan/plan.ts'
import { applyRules, type Rule, type RuleContext } from '../plan/rule.ts'
import type { Checked } from './plan-steps.ts'
import type { Subject } from './subject.ts'

/** Runs the static rules over a plan, with the products in the versions that it is verified against. */
export function checkPlan(
  plan: Plan,
  subject: Subject,
  rules: readonly Rule[],
  others: RuleContext['others'] = [],
): Checked {
  const { provider, application, providerVersion, applicationVersion } = subject
  const findings = applyRules(rules, plan, {
    provider: inVersion(provider, providerVersion),
    application: inVersion(application, applicationVersion),
    placeholders: new Map(),
    others,
  })
  return { findings, rules: rules.length }
}

/** The product with a version beside it, whether its members are its own or inherited. */
function inVersion<T extends object>(product: T, version: string): T & { version: string } {
  return Object.assign(Object.create(product) as T, { version })
}
