import { factsOf } from '../../plan/read.ts'
import type { Rule } from '../../plan/rule.ts'
import { usesOf } from '../support/names.ts'
import { parseAddress, providerHosts } from '../support/urls.ts'
import { entered } from '../support/values.ts'

const rule: Rule = {
  id: 'placeholders/unused',
  severity: 'warning',
  summary: 'Every declared placeholder occurs in a value.',
  help: "A placeholder that nothing uses makes the reader search for it. Remove it from the list, or use it. The provider's own host is exempt: it names the server that the reader signs in to.",
  *check(plan, context) {
    const tokens = new Set(usesOf(plan).map((use) => use.name))
    const texts = entered(plan).map((use) => use.leaf.text)
    const exempt = providerHosts(plan, context)
    for (const fact of factsOf(plan, 'placeholder')) {
      const used =
        fact.shape === 'host'
          ? exempt.has(fact.token) || texts.some((text) => mentions(text, fact.token))
          : tokens.has(fact.name) || texts.includes(fact.token)
      if (used) continue
      yield {
        message: `Placeholder \`${fact.token}\` is declared and never used`,
        help: 'Remove it from the list, or use it where the reader needs it',
        place: fact.place,
        actual: fact.token,
      }
    }
  },
}
export default rule

/** The host itself, or one below it: a domain may be declared alone. */
function mentions(text: string, host: string): boolean {
  const address = parseAddress(text)
  if (address) return `.${address.host.toLowerCase()}`.endsWith(`.${host.toLowerCase()}`)
  return text
    .toLowerCase()
    .split(/[^a-z0-9.-]+/)
    .includes(host.toLowerCase())
}
