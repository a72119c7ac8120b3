import type { Rule } from '../../plan/rule.ts'
import { namedGroups } from '../support/groups.ts'
import { nearest } from '../support/near.ts'
import { pairOf } from '../support/products.ts'

const rule: Rule = {
  id: 'groups/not-used',
  severity: 'error',
  summary: 'Every group that the guide creates is mapped at the application, or restricts who may sign in.',
  help: 'A group that nothing uses is either noise or the sign of a row that is missing in the map. Map it, or do not create it.',
  *check(plan, context) {
    const pair = pairOf(plan, context)
    if (!pair || (pair.party.groupMap.length === 0 && pair.client.allowedGroups.length === 0)) return
    const named = namedGroups(pair)
    for (const { name, place } of pair.client.groups) {
      if (named.some((use) => use.name === name)) continue
      const near = nearest(
        name,
        named.map((use) => use.name),
      )
      const other = named.find((use) => use.name === near)
      yield {
        // A misspelt group locks its members out; a group too many harms nobody.
        ...(near ? {} : { severity: 'warning' as const }),
        message: `Group \`${name}\` is created here, and nothing in the guide uses it`,
        help: near
          ? `Spell it as it is used: \`${near}\``
          : `Add it to the map of ${pair.application.name}, or leave it out`,
        place,
        expected: named.map((use) => use.name).join(', '),
        actual: name,
        suggestion: near,
        related: other ? [{ message: `\`${other.name}\` is used here`, place: other.place }] : [],
      }
    }
  },
}
export default rule
