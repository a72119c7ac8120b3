import type { Rule } from '../../plan/rule.ts'
import { anchor } from '../support/anchor.ts'
import { pairOf } from '../support/products.ts'

const rule: Rule = {
  id: 'tokens/signing',
  severity: 'error',
  summary: 'The application accepts the signature that the provider gives.',
  help: 'Tokens signed with the shared secret (HS256) cannot be checked with the keys that the provider publishes, and many applications refuse them. Choose a signing key at the provider.',
  *check(plan, context) {
    const pair = pairOf(plan, context)
    const accepted = pair?.party.signing
    if (!pair || !accepted || accepted.includes(pair.client.signing)) return
    const { provider, application, client } = pair
    yield {
      message: `${provider.name} signs with ${client.signing} as the guide sets it up, ${application.name} accepts ${accepted.join(', ')}`,
      help: `Have the reader choose a signing key for ${accepted[0]}`,
      place: anchor(plan, 'provider', /sign/),
      expected: accepted.join(', '),
      actual: client.signing,
    }
  },
}
export default rule
