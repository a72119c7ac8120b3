import type { Place } from '../../plan/place.ts'
import type { Plan } from '../../plan/plan.ts'
import { factsOf } from '../../plan/read.ts'
import type { Rule } from '../../plan/rule.ts'
import { entered } from '../support/values.ts'

/** Characters that Markdown writers escape outside code, where no regular expression needs it. */
const markdownEscape = /\\[_*<>`#~|{}-]/g
/** Of these, what a regular expression may escape for itself. */
const regexEscape = /\\[_<>`#~]/g

const rule: Rule = {
  id: 'text/backslash',
  severity: 'error',
  summary: 'Inline code holds no Markdown escape.',
  help: 'Inside inline code a backslash is shown and copied: `client\\_id` reads `client\\_id` in the browser. Take the backslash off.',
  *check(plan) {
    for (const { text, place, pattern } of shown(plan)) {
      const found = text.match(pattern ? regexEscape : markdownEscape)
      if (!found) continue
      const mended = text.replace(pattern ? regexEscape : markdownEscape, (match) => match.slice(1))
      yield {
        message: `\`${found[0]}\` in inline code is shown with its backslash`,
        help: 'Take the backslash off',
        place,
        expected: mended,
        actual: text,
        suggestion: mended,
      }
    }
  },
}
export default rule

function shown(plan: Plan): Array<{ text: string; place: Place; pattern: boolean }> {
  return [
    ...entered(plan)
      .filter(({ fact }) => fact.kind !== 'block')
      .map(({ leaf, fact }) => ({
        text: leaf.text,
        place: leaf.place,
        pattern: fact.kind === 'setting' && fact.qualifiers.some((word) => /^regex$/i.test(word)),
      })),
    ...factsOf(plan, 'placeholder').map(({ token, place }) => ({ text: token, place, pattern: false })),
    ...factsOf(plan, 'message').map(({ text, place }) => ({ text, place, pattern: false })),
  ]
}
