import type { Rule } from '../../plan/rule.ts'

const rule: Rule = {
  id: 'provider/problem',
  severity: 'error',
  summary: 'The provider accepts and heeds what the guide enters there.',
  help: 'What the provider would refuse, discard or ignore, in its own words where it says something. Known from its source and from recorded runs, by version.',
  check: (plan, { provider }) => provider?.problems(plan, provider.version) ?? [],
}
export default rule
