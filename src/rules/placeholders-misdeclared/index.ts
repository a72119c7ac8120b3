import { factsOf } from '../../plan/read.ts'
import type { Rule } from '../../plan/rule.ts'
import { usesOf } from '../support/names.ts'
import { isSlip } from '../support/near.ts'
import { isExampleHost, parseAddress } from '../support/urls.ts'
import { entered } from '../support/values.ts'

const rule: Rule = {
  id: 'placeholders/misdeclared',
  severity: 'error',
  summary: 'A placeholder is declared under the name that the guide uses.',
  help: 'The list of placeholders names a host or token that occurs nowhere, while the guide uses one that differs by a letter: the slip is in the list. Declare the name that is used.',
  *check(plan) {
    const list = factsOf(plan, 'placeholder')
    const used = new Map([
      ...entered(plan).flatMap(({ leaf }) => {
        const host = parseAddress(leaf.text)?.host
        return host ? [[host, leaf.place] as const] : []
      }),
      ...usesOf(plan).map((use) => [use.name, use.leaf.place] as const),
    ])
    const undeclared = [...used].filter(
      ([name]) => !list.some((p) => p.name === name) && (isExampleHost(name) || !name.includes('.')),
    )
    for (const fact of list) {
      const meant = used.has(fact.name) ? undefined : undeclared.find(([name]) => isSlip(name, fact.name))
      if (!meant) continue
      const token = fact.shape === 'value' ? `<${meant[0]}>` : meant[0]
      yield {
        message: `Placeholder \`${fact.token}\` occurs nowhere, the guide uses \`${token}\``,
        help: `Declare \`${token}\``,
        place: fact.place,
        expected: token,
        actual: fact.token,
        suggestion: token,
        related: [{ message: `\`${token}\` is used here`, place: meant[1] }],
      }
    }
  },
}
export default rule
