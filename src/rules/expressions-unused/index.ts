import { returnedKeys } from '../../expressions/returned.ts'
import type { Place } from '../../plan/place.ts'
import { factsOf, placeWithin } from '../../plan/read.ts'
import type { Rule } from '../../plan/rule.ts'
import { nearest } from '../support/near.ts'
import { pairOf } from '../support/products.ts'

const rule: Rule = {
  id: 'expressions/unused',
  severity: 'error',
  summary: 'What an expression supplies is asked for by the application, and read.',
  help: 'An expression is written for one application: a claim under a name that it does not read, or in a scope that it never asks for, does nothing. Use the name that the application reads, and a scope that it asks for.',
  *check(plan, context) {
    const pair = pairOf(plan, context)
    if (!pair) return
    const { provider, application, client, party } = pair
    const read = [...new Set(party.claims.map((claim) => claim.claim))]
    const asked = party.scopes.map((scope) => scope.scope)
    for (const fact of factsOf(plan, 'expression')) {
      for (const { name, from, to } of returnedKeys(fact.text)) {
        if (fact.side !== 'provider' || read.includes(name)) continue
        yield {
          message: `${application.name} reads no claim \`${name}\``,
          help: `Return one of the claims that it reads: ${read.map((claim) => `\`${claim}\``).join(', ')}`,
          place: placeWithin(fact.place, fact.text, from, to),
          expected: read.join(', '),
          actual: name,
          suggestion: nearest(name, read),
        }
      }
      const scope = client.scopes.find((one) =>
        one.claims.some(({ place }) => place && isWithin(place, fact.place)),
      )
      if (!scope || asked.length === 0 || asked.includes(scope.scope)) continue
      yield {
        message: `${application.name} never asks for the scope \`${scope.scope}\`, so ${provider.name} never evaluates this expression`,
        help: `Use one of the scopes that it asks for: ${asked.map((one) => `\`${one}\``).join(', ')}`,
        place: scope.place ?? fact.place,
        expected: asked.join(', '),
        actual: scope.scope,
        suggestion: nearest(scope.scope, asked),
      }
    }
  },
}
export default rule

function isWithin(inner: Place, outer: Place): boolean {
  return (
    inner.file === outer.file &&
    inner.start.offset >= outer.start.offset &&
    inner.end.offset <= outer.end.offset
  )
}
