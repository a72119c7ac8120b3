import type { Rule } from '../../plan/rule.ts'
import { expressionFaults } from '../support/expressions.ts'

const rule: Rule = {
  id: 'expressions/no-return',
  severity: 'warning',
  summary: 'An expression returns something on every path.',
  help: 'Where nothing is returned the provider adds no claim, silently. Return an empty dictionary to say that this is meant.',
  check: (plan, context) =>
    expressionFaults(plan, context, 'no-return', 'Return a dictionary on this path too'),
}
export default rule
