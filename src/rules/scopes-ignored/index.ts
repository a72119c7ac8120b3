import type { Rule } from '../../plan/rule.ts'
import { unsupplied } from '../support/scopes.ts'

const rule: Rule = {
  id: 'scopes/ignored',
  severity: 'warning',
  summary: 'The application asks for no scope that the provider passes over in silence.',
  help: 'Some providers drop scopes that they do not know, without a word: what the application hoped to learn through the scope never arrives.',
  check: (plan, context) => unsupplied(plan, context, 'ignored'),
}
export default rule
