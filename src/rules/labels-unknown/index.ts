import { factsOf } from '../../plan/read.ts'
import type { Rule } from '../../plan/rule.ts'
import { bare, labelsOf, standing } from '../support/labels.ts'
import { nearest } from '../support/near.ts'
import { productOf } from '../support/products.ts'

const rule: Rule = {
  id: 'labels/unknown',
  severity: 'error',
  summary: 'Every label of a setting is one that the product shows.',
  help: 'A reader looks for the label on the screen. Write it as the product does, letter by letter.',
  *check(plan, context) {
    for (const fact of factsOf(plan, 'setting')) {
      const product = fact.field === null ? productOf(fact.side, context) : undefined
      if (!product) continue
      const { labels, captures } = product.vocabulary
      if (standing(fact.label, labels, product.version, () => []).is === 'current') continue
      const own = labelsOf(product.vocabulary, fact.object).map((label) => label.text)
      const near =
        nearest(bare(fact.label), own) ??
        nearest(
          bare(fact.label),
          labels.map((label) => label.text),
        )
      if (captures.some((c) => c.words.includes(bare(fact.label)))) continue
      yield {
        message: `${product.name} shows no setting **${fact.label}**`,
        help: near ? `Write **${near}**` : `Use a label of ${product.name} ${product.version}`,
        place: fact.labelPlace,
        expected: near,
        actual: fact.label,
        suggestion: near,
      }
    }
  },
}
export default rule
