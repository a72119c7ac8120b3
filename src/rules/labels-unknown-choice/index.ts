import { factsOf } from '../../plan/read.ts'
import type { Rule } from '../../plan/rule.ts'
import { labelsOfField, standing } from '../support/labels.ts'
import { nearest } from '../support/near.ts'
import { productOf } from '../support/products.ts'
import { leavesOf } from '../support/values.ts'
import { lifetime } from '../support/versions.ts'

const rule: Rule = {
  id: 'labels/unknown-choice',
  severity: 'error',
  summary: 'A value that the reader chooses from a list is one of that list.',
  help: 'A list of choices has fixed texts. Write the choice as the product of that version shows it.',
  *check(plan, context) {
    for (const fact of factsOf(plan, 'setting')) {
      const product = fact.field === null ? undefined : productOf(fact.side, context)
      if (!product) continue
      const choices = labelsOfField(product.vocabulary, fact.object, fact.field)
        .filter((label) => label.type === 'choice')
        .flatMap((label) => label.choices ?? [])
      if (choices.length === 0) continue
      for (const leaf of leavesOf(fact.value)) {
        if (leaf.kind !== 'literal') continue
        const found = standing(leaf.text, choices, product.version, (choice) =>
          choices.filter((other) => other.value === choice.value),
        )
        if (found.is === 'current') continue
        const texts = choices.map((choice) => choice.text)
        const near = (found.is === 'unknown' ? undefined : found.now[0]) ?? nearest(leaf.text, texts)
        yield {
          message:
            found.is === 'elsewhere'
              ? `**${fact.label}** has no choice \`${leaf.text}\` in ${product.name} ${product.version} (${lifetime(found.when)})`
              : `**${fact.label}** has no choice \`${leaf.text}\``,
          help: `Choose one of ${[...new Set(texts)].map((text) => `\`${text}\``).join(', ')}`,
          place: leaf.place,
          expected: near ?? texts.join(', '),
          actual: leaf.text,
          suggestion: near,
        }
      }
    }
  },
}
export default rule
