import type { RegisteredRedirect } from '../../plan/knowledge.ts'
import type { Plan } from '../../plan/plan.ts'
import { factsOf } from '../../plan/read.ts'
import type { RuleContext } from '../../plan/rule.ts'
import { oncePerPair } from './memo.ts'
import { clientOf } from './products.ts'
import { leavesOf } from './values.ts'

/** What the guide registers: as the provider reads it, or by the words beside the address while the provider is not known. */
export const registered = oncePerPair((plan: Plan, context: RuleContext): RegisteredRedirect[] => {
  const client = clientOf(plan, context)
  if (client) return client.redirects
  return factsOf(plan, 'setting')
    .filter((fact) => fact.form === 'redirect' && fact.side === 'provider')
    .flatMap((fact) => {
      const mode = fact.qualifiers.some((word) => /^regex$/i.test(word)) ? 'regex' : 'exact'
      return leavesOf(fact.value).map((leaf) => ({ mode, uri: leaf.text, place: leaf.place }))
    })
})

/** As the provider compares: against the whole text (Python's `fullmatch`). Null when it does not compile. */
export function compile(pattern: string): RegExp | null {
  try {
    return new RegExp(`^(?:${pattern})$`)
  } catch {
    return null
  }
}
