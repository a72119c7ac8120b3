import type { Rule } from '../../plan/rule.ts'
import { anchor } from '../support/anchor.ts'
import { nearest } from '../support/near.ts'
import { pairOf } from '../support/products.ts'

const rule: Rule = {
  id: 'scopes/not-listed',
  severity: 'error',
  summary: 'An application that checks discovery is given only scopes that discovery lists.',
  help: 'Some applications refuse to save a scope that the provider does not list under `scopes_supported`, even where the provider would pass over it.',
  *check(plan, context) {
    const pair = pairOf(plan, context)
    if (!pair?.party.checksDiscovery) return
    const { provider, application, client, party } = pair
    const listed = client.scopes.map((s) => s.scope)
    for (const { scope, place } of party.scopes) {
      if (listed.includes(scope)) continue
      yield {
        message: `${application.name} refuses the scope \`${scope}\`: discovery of ${provider.name} does not list it`,
        help: `Leave it out, or create it at ${provider.name}`,
        place: place ?? anchor(plan, 'application', /scope/),
        expected: listed.join(' '),
        actual: scope,
        suggestion: nearest(scope, listed),
      }
    }
  },
}
export default rule
