import type {
  ApplicationKnowledge,
  ClientView,
  ProviderKnowledge,
  RelyingPartyView,
} from '../../plan/knowledge.ts'
import type { Plan, Side } from '../../plan/plan.ts'
import type { RuleContext } from '../../plan/rule.ts'
import type { Vocabulary } from '../../plan/vocabulary.ts'

import { oncePerPair } from './memo.ts'

type Versioned = { version: string }

/** Both products of a guide with what they make of it; null while one of them is not known. */
export interface Pair {
  provider: ProviderKnowledge & Versioned
  application: ApplicationKnowledge & Versioned
  client: ClientView
  party: RelyingPartyView
}

/** Views are computed once per plan and context: dozens of rules ask for them. */
export const pairOf = oncePerPair((plan: Plan, context: RuleContext): Pair | null => {
  const { provider, application } = context
  const client = clientOf(plan, context)
  if (!provider || !application || !client) return null
  return { provider, application, client, party: application.relyingParty(plan, application.version) }
})

/** What the guide sets up at the provider; null while it is not known. */
export const clientOf = oncePerPair(
  (plan: Plan, { provider }: RuleContext): ClientView | null =>
    provider?.client(plan, provider.version) ?? null,
)

/** The products that are known, with their side. */
export function productsOf(
  context: RuleContext,
): Array<{ side: Side; name: string; vocabulary: Vocabulary; version: string }> {
  return (['provider', 'application'] as const).flatMap((side) => {
    const product = context[side]
    return product
      ? [{ side, name: product.name, vocabulary: product.vocabulary, version: product.version }]
      : []
  })
}

export function productOf(side: Side, context: RuleContext) {
  return productsOf(context).find((product) => product.side === side)
}
