import type { Rule } from '../../plan/rule.ts'
import { namedGroups } from '../support/groups.ts'
import { nearest } from '../support/near.ts'
import { pairOf } from '../support/products.ts'

const rule: Rule = {
  id: 'groups/not-created',
  severity: 'error',
  summary: 'Every group that is mapped or allowed is created at the provider.',
  help: 'Group names are compared letter by letter. A mapped name that no group of the provider has gives nobody anything.',
  *check(plan, context) {
    const pair = pairOf(plan, context)
    if (!pair) return
    const created = pair.client.groups
    for (const { name, place } of namedGroups(pair)) {
      if (created.some((group) => group.name === name)) continue
      const near = nearest(
        name,
        created.map((group) => group.name),
      )
      const other = created.find((group) => group.name === near)
      yield {
        message: `Group \`${name}\` is used here, and the guide never creates it at ${pair.provider.name}`,
        help: near
          ? `Spell it as it is created: \`${near}\``
          : `Have the reader create \`${name}\` at ${pair.provider.name}`,
        place,
        expected: created.map((group) => group.name).join(', ') || 'a step that creates the group',
        actual: name,
        suggestion: near,
        related: other ? [{ message: `\`${other.name}\` is created here`, place: other.place }] : [],
      }
    }
  },
}
export default rule
