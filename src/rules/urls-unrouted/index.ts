import type { Rule } from '../../plan/rule.ts'
import { differsBySlash, providerUrls, requestedPath, withSlug } from '../support/addresses.ts'
import { clientOf } from '../support/products.ts'

const rule: Rule = {
  id: 'urls/unrouted',
  severity: 'error',
  summary: 'Every address of the provider is one that it answers at, the slash at its end included.',
  help: 'Providers differ in the slash: one answers only with it, another only without. Copy the address from the discovery document, or from the table of endpoints of this provider.',
  *check(plan, context) {
    const { provider } = context
    const issuer = clientOf(plan, context)?.issuer
    if (!provider || issuer === undefined) return
    for (const url of providerUrls(plan, context)) {
      if (url.purpose === 'base' || (url.purpose === 'unknown' && url.address.path.length < 2)) continue
      if (url.isIssuer && differsBySlash(url.url, issuer)) continue
      const path = requestedPath(url)
      const answer = provider.route(plan, path, provider.version)
      if (answer.routed) continue
      const slug = withSlug(path, issuer)
      if (slug && provider.route(plan, slug.path, provider.version).routed) continue
      const { scheme, authority } = url.address
      const suggestion = answer.nearest?.startsWith('/')
        ? `${scheme}://${authority}${answer.nearest}`
        : answer.nearest
      yield {
        message: `${provider.name} does not answer at \`${url.url}\`: ${answer.reason}`,
        help: suggestion ? `Write \`${suggestion}\`` : 'Use an address of its discovery document',
        place: url.place,
        expected: suggestion,
        actual: url.url,
        suggestion,
      }
    }
  },
}
export default rule
