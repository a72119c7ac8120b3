import { factsOf } from '../../plan/read.ts'
import type { Rule } from '../../plan/rule.ts'

const rule: Rule = {
  id: 'blocks/unparsable',
  severity: 'error',
  summary: 'A configuration block parses in its language.',
  help: 'A reader copies the block as it stands. A block that does not parse stops the application at its start.',
  *check(plan) {
    for (const { fault, language, destination } of factsOf(plan, 'block')) {
      if (!fault) continue
      yield {
        message: `This does not parse as ${language}${destination ? ` (\`${destination}\`)` : ''}: ${fault.reason}`,
        help: `Correct the ${language}, or name the language that it is written in after the backticks`,
        place: fault.place,
      }
    }
  },
}
export default rule
