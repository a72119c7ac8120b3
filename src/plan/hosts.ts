import type { Plan } from './plan.ts'
import { factsOf, leaves, statements } from './read.ts'

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

/**
 * The provider's host, with its port where the guide's addresses have one: the declared one, else the one of the
 * addresses that are entered at the application. Null when the guide tells neither.
 */
export function providerHostOf(plan: Plan, names: readonly string[]): string | null {
  const declared = hostOf(plan, names)
  const atProvider = new Set(statements(plan, 'provider').flatMap((one) => hostsIn(one.value)))
  const entered = [
    ...statements(plan, 'application').flatMap((one) => hostsIn(one.value)),
    ...factsOf(plan, 'url').flatMap((fact) => (fact.role === 'application' ? hostsIn(fact.value) : [])),
  ].filter((host) => !atProvider.has(host))
  if (declared === null) return entered[0] ?? null
  return entered.find((host) => host.startsWith(`${declared}:`)) ?? declared
}

function hostsIn(value: Parameters<typeof leaves>[0]): string[] {
  return leaves(value).flatMap(({ text }) => {
    const bareText = text.replace(/<[^<>]*>/g, 'x')
    return /^https?:\/\//i.test(bareText) && URL.canParse(bareText) ? [new URL(bareText).host] : []
  })
}

/** `Pocket ID`, `pocket-id` and `PocketID` are one name. */
function bare(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '')
}
