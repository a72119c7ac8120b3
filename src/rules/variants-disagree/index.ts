import type { Rule } from '../../plan/rule.ts'
import { byField, differs, placeOfDifference, type Statement } from '../support/statements.ts'

const rule: Rule = {
  id: 'variants/disagree',
  severity: 'error',
  summary: 'Alternatives of one step, in tabs or as a form and a file, say the same.',
  help: 'A guide that shows one configuration twice, in the form of the application and as a file, or for two ways to run it, must give both the same values: the reader sees only one of them.',
  *check(plan) {
    for (const [first, ...others] of byField(plan)) {
      for (const other of others) {
        if (!first || !differs(first, other)) continue
        yield* [report(first, other), report(other, first)]
      }
    }
  },
}
export default rule

function report(here: Statement, there: Statement) {
  return {
    message: `**${here.label}** is \`${here.texts.join(', ')}\` in ${here.source}, and \`${there.texts.join(', ')}\` in ${there.source} (**${there.label}**)`,
    help: 'Give both the same value',
    place: placeOfDifference(here, there),
    expected: there.texts.join(', '),
    actual: here.texts.join(', '),
    related: [{ message: `\`${there.texts.join(', ')}\` here`, place: placeOfDifference(there, here) }],
  }
}
