import type { Rule } from '../../plan/rule.ts'
import { entered } from '../support/values.ts'

const rule: Rule = {
  id: 'clients/id-differs',
  severity: 'error',
  summary: 'The client ID is the same on both sides.',
  help: 'Where the reader chooses the client ID, it is entered twice: at the provider and at the application. With another one the provider does not know the application.',
  *check(plan) {
    const ids = entered(plan).filter(
      ({ field, leaf }) => leaf.kind === 'literal' && /^(oidc_)?client_id$/.test(field ?? ''),
    )
    const chosen = ids.filter((id) => id.side === 'provider')
    const [first] = chosen
    if (!first) return
    const texts = chosen.map((id) => id.leaf.text)
    const wrong = ids.filter((id) => id.side === 'application' && !texts.includes(id.leaf.text))
    const ends = wrong.flatMap((id) => [
      [id, first] as const,
      ...(id === wrong[0] ? [[first, id] as const] : []),
    ])
    for (const [here, there] of ends)
      yield {
        message: `**${here.label}** is \`${here.leaf.text}\` at the ${here.side}, and \`${there.leaf.text}\` at the ${there.side}`,
        help: 'Enter the same client ID on both sides',
        place: here.leaf.place,
        expected: there.leaf.text,
        actual: here.leaf.text,
        related: [{ message: `\`${there.leaf.text}\` here`, place: there.leaf.place }],
      }
  },
}
export default rule
