import type { Rule } from '../../plan/rule.ts'
import { expressionFaults } from '../support/expressions.ts'

const rule: Rule = {
  id: 'expressions/unbound',
  severity: 'error',
  summary: 'A name has a value on every path that uses it.',
  help: 'A name that gets its value on one branch only raises an error when the other is taken, and the claims of the mapping are left out.',
  check: (plan, context) => expressionFaults(plan, context, 'unbound', 'Give it a value before the branch'),
}
export default rule
