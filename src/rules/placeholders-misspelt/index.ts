import type { Rule } from '../../plan/rule.ts'
import { capturable, declaredNames, producedNames, usesOf } from '../support/names.ts'
import { isSlip } from '../support/near.ts'

const rule: Rule = {
  id: 'placeholders/misspelt',
  severity: 'error',
  summary: 'An angle token is spelt as the placeholder or noted value that it stands for.',
  help: 'A token that differs by a letter from a declared one has no value: the reader cannot know what to put there. Spell both alike.',
  *check(plan, context) {
    const known = new Set([
      ...declaredNames(plan),
      ...producedNames(plan, context),
      ...capturable(context).keys(),
    ])
    for (const use of usesOf(plan)) {
      if (use.leaf.kind !== 'template' || known.has(use.name)) continue
      const meant = [...known].find((name) => isSlip(name, use.name))
      if (meant === undefined) continue
      yield {
        message: `\`${use.text}\` stands for nothing that the guide declares or notes`,
        help: `Write \`<${meant}>\``,
        place: use.leaf.place,
        expected: `<${meant}>`,
        actual: use.text,
        suggestion: `<${meant}>`,
      }
    }
  },
}
export default rule
