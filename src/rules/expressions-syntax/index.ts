import type { Rule } from '../../plan/rule.ts'
import { expressionFaults } from '../support/expressions.ts'

const rule: Rule = {
  id: 'expressions/syntax',
  severity: 'error',
  summary: 'An expression is valid Python.',
  help: 'The provider refuses to save an expression that does not compile.',
  check: (plan, context) => expressionFaults(plan, context, 'syntax', 'Correct the Python'),
}
export default rule
