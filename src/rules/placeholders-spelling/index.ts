import type { Rule } from '../../plan/rule.ts'
import { asWritten } from '../../plan/typed.ts'
import { usesOf } from '../support/names.ts'

const rule: Rule = {
  id: 'placeholders/spelling',
  severity: 'warning',
  summary: 'Angle tokens are written in lower case with underscores: `<client_id>`.',
  help: 'One value with many spellings (`<Client ID>`, `<your-client-id>`) looks like many values. Use the one spelling everywhere.',
  *check(plan) {
    const seen = new Set<string>()
    for (const use of usesOf(asWritten(plan))) {
      if (use.leaf.kind !== 'template' || use.text === `<${use.name}>` || seen.has(use.text)) continue
      seen.add(use.text)
      yield {
        message: `\`${use.text}\` is not the usual spelling of this token`,
        help: `Write \`<${use.name}>\``,
        place: use.leaf.place,
        expected: `<${use.name}>`,
        actual: use.text,
        suggestion: `<${use.name}>`,
      }
    }
  },
}
export default rule
