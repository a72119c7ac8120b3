import type { Rule } from '../../plan/rule.ts'

const rule: Rule = {
  id: 'application/problem',
  severity: 'error',
  summary: 'The application accepts and heeds what the guide enters there.',
  help: 'What the application would refuse, discard or ignore, in its own words where it says something. Known from its source and from runs of the real application, by version.',
  check: (plan, { application }) => application?.problems(plan, application.version) ?? [],
}
export default rule
