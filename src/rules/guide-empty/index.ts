import type { Rule } from '../../plan/rule.ts'
import { top } from '../support/anchor.ts'

const rule: Rule = {
  id: 'guide/empty',
  severity: 'error',
  summary: 'Something is set up on both sides.',
  help: 'A guide from which nothing was read cannot be checked, and a check without anything to check must not be green. Sections count as the side that their heading names: "… in Keycloak", "Keycloak configuration" for the provider, the name of the application for the other.',
  *check(plan) {
    const names = { provider: plan.provider, application: plan.application }
    for (const side of ['provider', 'application'] as const) {
      const states = plan.facts.some(
        (fact) => (fact.kind === 'setting' || fact.kind === 'block') && fact.side === side,
      )
      if (states) continue
      yield {
        message: `No setting of the ${side} (${names[side]}) was found in this guide`,
        help: 'Write settings as "- **Label**: `value`" in a section whose heading names the product',
        place: plan.headings[0]?.place ?? top(plan),
        expected: `at least one setting of the ${side}`,
        actual: `${plan.coverage.understood} of ${plan.coverage.statements} statements understood`,
      }
    }
  },
}
export default rule
