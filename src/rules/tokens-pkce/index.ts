import type { Rule } from '../../plan/rule.ts'
import { anchor } from '../support/anchor.ts'
import { pairOf } from '../support/products.ts'

const rule: Rule = {
  id: 'tokens/pkce',
  severity: 'error',
  summary: 'PKCE is required only of an application that sends it.',
  help: 'A provider that requires PKCE refuses an application that sends no `code_challenge` (RFC 7636, section 4.4.1). Leave it optional for such an application.',
  *check(plan, context) {
    const pair = pairOf(plan, context)
    if (!pair || pair.party.pkce || pair.client.pkce !== 'required') return
    yield {
      message: `The guide has ${pair.provider.name} require PKCE, and ${pair.application.name} sends none`,
      help: 'Leave PKCE off at the provider',
      place: anchor(plan, 'provider', /pkce|public/i),
      expected: 'PKCE not required',
      actual: 'PKCE required',
    }
  },
}
export default rule
