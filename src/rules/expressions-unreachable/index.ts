import type { Rule } from '../../plan/rule.ts'
import { expressionFaults } from '../support/expressions.ts'

const rule: Rule = {
  id: 'expressions/unreachable',
  severity: 'error',
  summary: 'Every statement of an expression can be reached.',
  help: 'What stands after a return is never run, and mostly is what the writer wanted.',
  check: (plan, context) =>
    expressionFaults(plan, context, 'unreachable', 'Remove it, or move it before the return'),
}
export default rule
