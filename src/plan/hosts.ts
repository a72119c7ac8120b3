import type { Plan } from './plan.ts'
import { factsOf } from './read.ts'

/**
 * The host that the guide declares for a product: the one that is named after it, else the one whose meaning names it.
 * `names` are the product's spellings, the most specific first. Null when the guide declares none.
 */
export function hostOf(plan: Plan, names: readonly string[]): string | null {
  const hosts = factsOf(plan, 'placeholder').filter((fact) => fact.shape === 'host')
  const spellings = names.map(bare)
  const called = (text: string) => spellings.some((spelling) => bare(text).includes(spelling))
  const found = hosts.find((host) => called(host.token)) ?? hosts.find((host) => called(host.meaning))
  return found?.name ?? null
}

/** `Pocket ID`, `pocket-id` and `PocketID` are one name. */
function bare(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '')
}
