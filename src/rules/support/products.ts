import type {
  ApplicationKnowledge,
  ClientView,
  ProviderKnowledge,
  RelyingPartyView,
} from '../../plan/knowledge.ts'
import type { Plan, Side } from '../../plan/plan.ts'
import type { RuleContext } from '../../plan/rule.ts'
import type { Vocabulary } from '../../plan/vocabulary.ts'

type Versioned = { version: string }

/** Both products of a guide with what they make of it; null while one of them is not known. */
export interface Pair {
  provider: ProviderKnowledge & Versioned
  application: ApplicationKnowledge & Versioned
  client: ClientView
  party: RelyingPartyView
}

const pairs = new WeakMap<Plan, WeakMap<RuleContext, Pair>>()

/** Views are computed once per plan and context: a dozen rules ask for them. */
export function pairOf(plan: Plan, context: RuleContext): Pair | null {
  const { provider, application } = context
  if (!provider || !application) return null
  const known = pairs.get(plan)?.get(context)
  if (known) return known
  const client = provider.client(plan, provider.version)
  const party = application.relyingParty(plan, application.version)
  const pair = { provider, application, client, party }
  pairs.set(plan, (pairs.get(plan) ?? new WeakMap()).set(context, pair))
  return pair
}

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
