import { factsOf } from '../../plan/read.ts'
import type { Rule } from '../../plan/rule.ts'
import { anchorFence } from '../support/fence.ts'

const rule: Rule = {
  id: 'blocks/no-destination',
  severity: 'warning',
  summary: 'A configuration block says where it belongs.',
  help: 'A reader who does not know the application cannot tell where a block goes. Give the fence a title: ```` ```env title="setup.env" ````.',
  *check(plan) {
    for (const { destination, place, language } of factsOf(plan, 'block')) {
      if (destination !== null) continue
      yield {
        message: `This ${language} block does not say which file it belongs to`,
        help: 'Add `title="…"` with the name of the file after the language',
        place: anchorFence(place),
        expected: 'title="…"',
      }
    }
  },
}
export default rule
