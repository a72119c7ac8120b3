import type { Rule } from '../../plan/rule.ts'
import { registered } from '../support/redirects.ts'

/** What no address holds by itself, but a regular expression or wildcard does. */
const syntax = /\.[*+]|\\[./?\\dws]|\[\^?|\]|[()^|]|\$$|\*/

const rule: Rule = {
  id: 'redirects/strict-pattern',
  severity: 'error',
  summary: 'A redirect URI that is compared letter by letter holds no pattern.',
  help: 'A strict redirect URI is compared as it stands, so `.*` or `\\.` in it never matches. Write out the address, or choose the mode for regular expressions.',
  *check(plan, context) {
    for (const { mode, uri, place } of registered(plan, context)) {
      const found = mode === 'exact' ? syntax.exec(uri)?.[0] : undefined
      if (found === undefined) continue
      yield {
        message: `Strict redirect URI \`${uri}\` holds \`${found}\`, which is compared literally`,
        help: 'Write out the address that is sent, or set the mode to Regex',
        place,
        expected: uri.replaceAll('\\', '').replace(/\.?[*+]$/, '…'),
        actual: uri,
      }
    }
  },
}
export default rule
