import type { Rule } from '../../plan/rule.ts'
import { anchor } from '../support/anchor.ts'
import { pairOf } from '../support/products.ts'

const rule: Rule = {
  id: 'tokens/client-authentication',
  severity: 'error',
  summary: 'The provider accepts the way in which the application authenticates at the token endpoint.',
  help: 'An application that sends its secret in the body (`client_secret_post`) is refused where only the header (`client_secret_basic`) is allowed, and one without a secret where the client is confidential.',
  *check(plan, context) {
    const pair = pairOf(plan, context)
    if (!pair || pair.client.tokenAuthentication.includes(pair.party.tokenAuthentication)) return
    const { provider, application, client, party } = pair
    yield {
      message: `${application.name} authenticates by \`${party.tokenAuthentication}\`, and ${provider.name} as set up here accepts ${client.tokenAuthentication.map((m) => `\`${m}\``).join(', ') || 'nothing'}`,
      help: `Set the client up for \`${party.tokenAuthentication}\`${party.tokenAuthentication === 'none' ? ' (a public client)' : ' (a confidential client)'}`,
      place: anchor(plan, 'provider', /token.*auth|auth.*method|client_type|public|confidential/i),
      expected: party.tokenAuthentication,
      actual: client.tokenAuthentication.join(', '),
    }
  },
}
export default rule
