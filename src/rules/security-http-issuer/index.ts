import type { Rule } from '../../plan/rule.ts'
import { providerUrls } from '../support/addresses.ts'
import { isLoopback } from '../support/urls.ts'

const rule: Rule = {
  id: 'security/http-issuer',
  severity: 'error',
  summary: 'The provider is addressed by https.',
  help: 'OpenID Connect requires TLS at the provider: over http the secret and the tokens can be read and changed on the way, and most applications refuse such an issuer.',
  *check(plan, context) {
    for (const { url, address, place } of providerUrls(plan, context)) {
      if (address.scheme !== 'http' || isLoopback(address.host)) continue
      const suggestion = url.replace('http:', 'https:')
      yield {
        message: `The provider is addressed by http: \`${url}\``,
        help: `Write \`${suggestion}\``,
        place,
        expected: suggestion,
        actual: url,
        suggestion,
      }
    }
  },
}
export default rule
