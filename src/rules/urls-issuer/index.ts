import type { Rule } from '../../plan/rule.ts'
import { differsBySlash, providerUrls } from '../support/addresses.ts'
import { clientOf } from '../support/products.ts'

const rule: Rule = {
  id: 'urls/issuer',
  severity: 'error',
  summary: 'The issuer is written exactly as the provider states it, with or without its slash.',
  help: 'Issuers are compared letter by letter (OpenID Connect Discovery 1.0, section 4.3). Some applications are lenient about the slash at the end, the next version may not be: write the issuer of the discovery document.',
  *check(plan, context) {
    const { provider } = context
    const issuer = clientOf(plan, context)?.issuer
    if (!provider || issuer === undefined) return
    for (const { url, place, isIssuer } of providerUrls(plan, context)) {
      if (!isIssuer || !differsBySlash(url, issuer)) continue
      yield {
        message: `\`${url}\` is not the issuer of ${provider.name}: the slash at the end differs`,
        help: `Write \`${issuer}\``,
        place,
        expected: issuer,
        actual: url,
        suggestion: issuer,
      }
    }
  },
}
export default rule
