import type { Report } from '../../plan/finding.ts'
import type { Plan } from '../../plan/plan.ts'
import { factsOf } from '../../plan/read.ts'
import type { Rule, RuleContext } from '../../plan/rule.ts'
import { bare, labelsOf, standing } from '../support/labels.ts'
import { nearest } from '../support/near.ts'
import { productOf } from '../support/products.ts'

const rule: Rule = {
  id: 'labels/unknown',
  severity: 'error',
  summary: 'Every label of a setting is one that the product shows.',
  help: 'A reader looks for the label on the screen. Write it as the product does, letter by letter.',
  *check(plan, context) {
    yield* unknownCaptures(plan, context)
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

/** Labels of values to note, which neither a list of outputs nor a form has. */
function unknownCaptures(plan: Plan, context: RuleContext): Report[] {
  return factsOf(plan, 'capture').flatMap((fact) => {
    const product = productOf(fact.side, context)
    if (!product) return []
    const { labels, captures } = product.vocabulary
    const label = bare(fact.label)
    if (captures.some(({ name, words }) => name === fact.name || words.includes(label))) return []
    if (standing(label, labels, product.version, () => []).is === 'current') return []
    const near = nearest(label, [
      ...captures.map(({ words }) => words[0] ?? ''),
      ...labels.map(({ text }) => text),
    ])
    return [
      {
        message: `${product.name} shows no **${fact.label}** to take note of`,
        help: near ? `Write **${near}**` : `Use a label of ${product.name} ${product.version}`,
        place: fact.place,
        expected: near,
        actual: fact.label,
        suggestion: near,
      },
    ]
  })
}
