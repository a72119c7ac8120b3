import type { Plan } from '../../plan/plan.ts'
import { factsOf } from '../../plan/read.ts'
import type { RuleContext } from '../../plan/rule.ts'
import { namesIn } from '../../plan/value.ts'
import { oncePer, oncePerPair } from './memo.ts'
import { productsOf } from './products.ts'
import { type Entered, entered } from './values.ts'

/** One use of a capture or placeholder: `<client_id>` in a value, "the Client ID from authentik". */
export interface Use extends Entered {
  name: string
  /** As written. */
  text: string
}

export const usesOf = oncePer((plan: Plan): Use[] => {
  return entered(plan).flatMap((use) =>
    namesIn(use.leaf).map((name) => ({
      ...use,
      name,
      text:
        use.leaf.kind === 'template'
          ? (use.leaf.tokens.find((token) => token.name === name)?.text ?? name)
          : use.leaf.text,
    })),
  )
})

/** Names that the reader knows from the list of placeholders. */
export const declaredNames = oncePer((plan: Plan): Set<string> => {
  return new Set(factsOf(plan, 'placeholder').map((fact) => fact.name))
})

/** Names that the products hand out, under their canonical spelling. */
export const capturable = oncePer((context: RuleContext): Map<string, string> => {
  return new Map(
    productsOf(context).flatMap(({ vocabulary }) =>
      vocabulary.captures.map((capture) => [capture.name, capture.words[0] ?? capture.name]),
    ),
  )
})

/** Names that a step hands over: noted there, or entered by the reader under that very field or label. */
export const producedNames = oncePerPair((plan: Plan, context: RuleContext): Set<string> => {
  const words = new Map(
    productsOf(context).flatMap(({ vocabulary }) =>
      vocabulary.captures.flatMap((capture) =>
        capture.words.map((word) => [word.toLowerCase(), capture.name]),
      ),
    ),
  )
  const chosen = factsOf(plan, 'setting')
    .filter((fact) => fact.side === 'provider' && fact.value.kind !== 'reference')
    .flatMap((fact) => [fact.field, words.get(fact.label.toLowerCase())])
  const noted = factsOf(plan, 'capture').map((fact) => fact.name)
  return new Set([...noted, ...chosen.filter((name) => typeof name === 'string')])
})
