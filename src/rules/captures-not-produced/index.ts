import type { Rule } from '../../plan/rule.ts'
import { capturable, declaredNames, producedNames, usesOf } from '../support/names.ts'
import { nearest } from '../support/near.ts'

const rule: Rule = {
  id: 'captures/not-produced',
  severity: 'error',
  summary: 'A value that comes from the other product is noted in a step before it is used.',
  help: 'The reader is asked for a value that no step has shown: the client secret, for instance, can often be seen only once. Say "Take note of the **Client Secret**" in the step where it appears.',
  *check(plan, context) {
    const produced = producedNames(plan, context)
    const declared = declaredNames(plan)
    const words = capturable(context)
    const seen = new Set<string>()
    for (const use of usesOf(plan)) {
      if (produced.has(use.name) || declared.has(use.name) || seen.has(use.name)) continue
      if (use.leaf.kind !== 'reference' && !words.has(use.name)) continue
      seen.add(use.name)
      const near = nearest(
        use.name,
        [...produced].filter((name) => words.has(name)),
      )
      const label = words.get(use.name) ?? use.name
      yield {
        message: `${use.label} takes \`${use.text}\`, which no step has told the reader to note`,
        help: `Add "Take note of the **${label}**" to the step that shows it`,
        place: use.leaf.place,
        expected: `a step that notes ${label}`,
        actual: [...produced].join(', ') || 'nothing is noted',
        suggestion: near,
        // What the product is known to hand out the reader finds there without being told.
        ...(words.has(use.name) && !near ? { severity: 'warning' as const } : {}),
      }
    }
  },
}
export default rule
