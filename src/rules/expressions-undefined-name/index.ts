import type { Rule } from '../../plan/rule.ts'
import { expressionFaults } from '../support/expressions.ts'

const rule: Rule = {
  id: 'expressions/undefined-name',
  severity: 'error',
  summary: 'Every name in an expression is defined, or one that the provider hands in.',
  help: 'An undefined name raises an error at each sign-in: the provider logs it and leaves the claims of this mapping out, and the sign-in goes on without them.',
  check: (plan, context) =>
    expressionFaults(
      plan,
      context,
      'undefined-name',
      'Define it, or use a name that the provider hands in: user, request, provider, token',
    ),
}
export default rule
