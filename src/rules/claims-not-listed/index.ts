import type { Rule } from '../../plan/rule.ts'
import { anchor } from '../support/anchor.ts'
import { nearest } from '../support/near.ts'
import { pairOf } from '../support/products.ts'

const rule: Rule = {
  id: 'claims/not-listed',
  severity: 'error',
  summary: 'An application that checks discovery is given only claims that discovery lists.',
  help: 'Some applications refuse a claim that the provider does not list under `claims_supported`, even where the tokens would carry it. Use a claim that is listed, or have the provider list it.',
  *check(plan, context) {
    const pair = pairOf(plan, context)
    if (!pair?.party.checksDiscovery) return
    const { provider, application, client, party } = pair
    const listed = client.claimsSupported
    for (const { claim, place, purpose } of party.claims) {
      if (listed?.includes(claim)) continue
      yield {
        message: `${application.name} refuses the claim \`${claim}\` (${purpose}): discovery of ${provider.name} ${listed ? 'does not list it' : 'lists no claims'}`,
        help: `Use one of the claims that ${provider.name} lists, or have it list \`${claim}\``,
        place: place ?? anchor(plan, 'application', /claim/),
        expected: listed?.join(', ') ?? 'claims_supported',
        actual: claim,
        suggestion: nearest(claim, listed ?? []),
      }
    }
  },
}
export default rule
