import type { Rule } from '../../plan/rule.ts'
import { anchor } from '../support/anchor.ts'
import { pairOf } from '../support/products.ts'

const rule: Rule = {
  id: 'tokens/response-mode',
  severity: 'error',
  summary: 'The provider offers the response mode that the application asks for.',
  help: 'An application that wants the answer as a form (`form_post`) cannot sign anybody in at a provider that answers in the address only.',
  *check(plan, context) {
    const pair = pairOf(plan, context)
    if (!pair || pair.client.responseModes.includes(pair.party.responseMode)) return
    const { provider, application, client, party } = pair
    const since = provider.responseModeSince?.[party.responseMode]
    yield {
      message: `${application.name} asks for \`response_mode=${party.responseMode}\`, ${provider.name} ${provider.version} offers ${client.responseModes.join(', ')}`,
      help: since ? `Use ${provider.name} ${since} or later` : 'These two do not work together',
      place: anchor(plan, 'provider'),
      expected: party.responseMode,
      actual: client.responseModes.join(', '),
    }
  },
}
export default rule
