import type { Rule } from '../../plan/rule.ts'
import { isSlip } from '../support/near.ts'
import { pairOf } from '../support/products.ts'

/** OpenID Connect Core 1.0, sections 3.1.2.1, 5.4 and 11. */
const standard = ['openid', 'profile', 'email', 'address', 'phone', 'offline_access']

const rule: Rule = {
  id: 'scopes/misspelt',
  severity: 'error',
  summary: 'Scopes are spelt as the standard or the provider spells them.',
  help: 'A provider that passes over unknown scopes does not complain about a slip: the claims of the scope that was meant are simply missing.',
  *check(plan, context) {
    const pair = pairOf(plan, context)
    if (!pair) return
    const supplied = pair.client.scopes.map((s) => s.scope)
    const known = [...new Set([...supplied, ...standard])]
    for (const { scope, place } of pair.party.scopes) {
      const meant = known.includes(scope) ? undefined : known.find((name) => isSlip(name, scope))
      if (meant === undefined || !place) continue
      yield {
        message: `Scope \`${scope}\` is not known, \`${meant}\` is`,
        help: `Write \`${meant}\``,
        place,
        expected: meant,
        actual: scope,
        suggestion: meant,
      }
    }
  },
}
export default rule
