import type { Report } from '../../plan/finding.ts'
import type { ClientView } from '../../plan/knowledge.ts'
import type { Plan } from '../../plan/plan.ts'
import type { RuleContext } from '../../plan/rule.ts'
import { anchor } from './anchor.ts'
import { nearest } from './near.ts'
import { pairOf } from './products.ts'

/** Scopes that the application asks for and the provider does not have, while it answers to such as `manner` says. */
export function* unsupplied(
  plan: Plan,
  context: RuleContext,
  manner: ClientView['unknownScope'],
): Iterable<Report> {
  const pair = pairOf(plan, context)
  if (!pair || pair.client.unknownScope !== manner) return
  const { provider, application, client, party } = pair
  const names = client.scopes.map((s) => s.scope)
  for (const { scope, place } of party.scopes) {
    if (names.includes(scope)) continue
    const consequence =
      manner === 'refused' ? 'refuses the sign-in (`invalid_scope`)' : 'ignores it, and no claim comes of it'
    const near = nearest(scope, names)
    const supplied = client.scopes.find((s) => s.scope === near)
    yield {
      message: `${application.name} asks for the scope \`${scope}\`, which nothing supplies: ${provider.name} ${consequence}`,
      help: `Create the scope \`${scope}\` at ${provider.name} and give it to the client, or do not ask for it`,
      place: place ?? anchor(plan, 'provider', /scope/),
      expected: names.join(' '),
      actual: scope,
      suggestion: near,
      related: supplied?.place ? [{ message: `supplied is \`${near}\``, place: supplied.place }] : [],
    }
    if (place && supplied?.place)
      yield {
        message: `Scope \`${near}\` is not the one that ${application.name} asks for: \`${scope}\``,
        help: `Spell both alike`,
        place: supplied.place,
        expected: scope,
        actual: near,
        suggestion: scope,
        related: [{ message: `\`${scope}\` is asked for here`, place }],
      }
  }
}
