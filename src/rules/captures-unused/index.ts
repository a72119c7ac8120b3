import { factsOf } from '../../plan/read.ts'
import type { Rule } from '../../plan/rule.ts'
import { usesOf } from '../support/names.ts'

const rule: Rule = {
  id: 'captures/unused',
  severity: 'warning',
  summary: 'A value that the reader is told to note is used later.',
  help: 'A noted value that no later step uses is either noise or the sign of a missing setting. Remove it from "Take note of …", or use it.',
  *check(plan) {
    const used = new Set(usesOf(plan).map((use) => use.name))
    for (const fact of factsOf(plan, 'capture')) {
      if (used.has(fact.name)) continue
      yield {
        message: `**${fact.label}** is noted and never used`,
        help: 'Remove it from the values to note, or use it in the setting that needs it',
        place: fact.place,
        expected: `a setting that uses <${fact.name}>`,
        actual: [...used].join(', ') || 'no noted value is used',
      }
    }
  },
}
export default rule
