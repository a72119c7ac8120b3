import type { Rule } from '../../plan/rule.ts'
import { entered } from '../support/values.ts'

const rule: Rule = {
  id: 'security/implicit-flow',
  severity: 'error',
  summary: 'The guide does not turn the implicit flow on.',
  help: 'The implicit flow hands out tokens in the address bar; RFC 9700 (section 2.1.2) tells not to use it. The authorization code flow with PKCE replaces it.',
  *check(plan) {
    for (const { leaf, label, field } of entered(plan)) {
      const about = `${label} ${field}`
      const on = /implicit/i.test(about) && /^(on|true|yes|enabled?|checked)$/i.test(leaf.text)
      const chosen = /grant|flow/i.test(about) && /^(implicit|hybrid)\b/i.test(leaf.text)
      const asked =
        (/response.?type/i.test(about) && /\btoken\b/i.test(leaf.text)) ||
        /[?&]response_type=[^&]*token/.test(leaf.text)
      if (!on && !chosen && !asked) continue
      yield {
        message: `**${label}** \`${leaf.text}\` turns the implicit flow on`,
        help: 'Use the authorization code flow (`response_type=code`) with PKCE',
        place: leaf.place,
        expected: asked ? 'code' : 'off',
        actual: leaf.text,
      }
    }
  },
}
export default rule
