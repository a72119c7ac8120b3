import { factsOf } from '../../plan/read.ts'
import type { Rule } from '../../plan/rule.ts'
import { fieldPeers, isFindable, labelsOfField, standing } from '../support/labels.ts'
import { nearest } from '../support/near.ts'
import { productOf } from '../support/products.ts'
import { lifetime } from '../support/versions.ts'

const rule: Rule = {
  id: 'labels/renamed',
  severity: 'error',
  summary: 'Labels are written as the version in question shows them.',
  help: 'Products rename their labels, and guides keep the old ones. The rule knows old names and common paraphrases: write the name of the version that the guide is for. It is a warning where the reader finds the field all the same: other letter case, singular for plural, a part of a longer label.',
  *check(plan, context) {
    for (const fact of factsOf(plan, 'setting')) {
      const product = fact.field === null ? undefined : productOf(fact.side, context)
      if (!product || fact.form === 'redirect' || fact.form === 'sentence') continue
      const { vocabulary, name, version } = product
      const same = labelsOfField(vocabulary, fact.object, fact.field)
      const found = standing(fact.label, same, version, fieldPeers(vocabulary))
      if (found.is === 'current' || found.is === 'unknown') continue
      const near = nearest(fact.label, found.now) ?? found.now[0]
      yield {
        message:
          found.is === 'elsewhere'
            ? `**${fact.label}** is not a label of ${name} ${version} (${lifetime(found.when)})`
            : `${name} has no label **${fact.label}**, it calls this **${near}**`,
        ...(isFindable(fact.label, found.now, 'label') ? { severity: 'warning' as const } : {}),
        help: near ? `Write **${near}**` : 'Name the version that has it, or leave it out',
        place: fact.labelPlace,
        expected: near,
        actual: fact.label,
        suggestion: near,
      }
    }
  },
}
export default rule
