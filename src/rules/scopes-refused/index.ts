import type { Rule } from '../../plan/rule.ts'
import { unsupplied } from '../support/scopes.ts'

const rule: Rule = {
  id: 'scopes/refused',
  severity: 'error',
  summary: 'The application asks for no scope that makes the provider refuse the sign-in.',
  help: 'Some providers answer an unknown scope with `invalid_scope`. Create the scope and give it to the client, or take it out of the list of scopes.',
  check: (plan, context) => unsupplied(plan, context, 'refused'),
}
export default rule
