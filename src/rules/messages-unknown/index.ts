import { factsOf } from '../../plan/read.ts'
import type { Rule } from '../../plan/rule.ts'
import { wildcard } from '../support/labels.ts'
import { oncePer } from '../support/memo.ts'
import { nearest } from '../support/near.ts'

const rule: Rule = {
  id: 'messages/unknown',
  severity: 'error',
  summary: 'Every message under troubleshooting is one that a product really shows.',
  help: 'Readers search a guide for the very words on their screen. Quote the message exactly; a part that varies is written `…`.',
  *check(plan, { provider, application }) {
    if (!provider || !application) return
    const known = [...patternsOf(application.messages), ...patternsOf(provider.messages)]
    for (const fact of factsOf(plan, 'message')) {
      const quoted = plain(fact.text.replace(/…|\.{3}|<[^>]+>/g, '{}'))
      const asQuoted = quoted.includes('{}') ? wildcard(quoted) : null
      if (known.some(({ text, pattern }) => pattern.test(quoted) || asQuoted?.test(plain(text)))) continue
      const near = nearest(
        fact.text,
        known.map(({ text }) => text),
      )
      yield {
        // A slip keeps readers from finding the message; other words may be the guide's own for a symptom.
        ...(near ? {} : { severity: 'warning' as const }),
        message: `Neither ${application.name} ${application.version} nor ${provider.name} ${provider.version} shows \`${fact.text}\``,
        help: near ? `Quote \`${near}\`` : 'Quote the message as the product shows it',
        place: fact.place,
        expected: near,
        actual: fact.text,
        suggestion: near,
      }
    }
  },
}
export default rule

const patternsOf = oncePer((messages: string[]) =>
  messages.map((text) => ({ text, pattern: wildcard(plain(text)) })),
)

/** Without the full stop, which writers set outside the quotation. */
function plain(text: string): string {
  return text.trim().replace(/(?<!\.)\.$/, '')
}
