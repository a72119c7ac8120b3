import type { Rule, RuleContext } from '../../plan/rule.ts'
import { productOf } from '../support/products.ts'

const rule: Rule = {
  id: 'text/other-product',
  severity: 'warning',
  summary: 'What a sentence calls the reader’s own is a product of this guide.',
  help: 'A sentence that was taken over from another guide still names its product: "your Keycloak instance" in a guide for authentik. Name the product of this guide. A comparison with another product, or a link to its guide, is fine.',
  *check(plan, context) {
    for (const { text, place } of plan.mentions ?? []) {
      const other = otherProduct(text, context)
      if (!other) continue
      const own = productOf(other.side, context)?.name ?? plan[other.side]
      yield {
        message: `The sentence speaks of **${other.name}** as the reader's own, in a guide for ${own}`,
        help: `Name ${own}`,
        place,
        expected: own,
        actual: other.name,
        suggestion: own,
      }
    }
  },
}
export default rule

/** The product that a mention begins with: `Pocket ID` and `PocketID` are `pocket-id`. */
function otherProduct(text: string, { others = [] }: RuleContext) {
  const words = text.split(' ')
  for (let count = words.length; count > 0; count -= 1) {
    const name = words.slice(0, count).join(' ')
    const found = others.find(({ id }) => fold(id) === fold(name))
    if (found) return { name, side: found.side }
  }
  return undefined
}

function fold(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}
