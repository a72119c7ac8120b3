import type { ClientView } from '../../plan/knowledge.ts'
import type { Expectation, Fault } from '../contract.ts'

/**
 * Faults that end on a page of the provider, whatever the application: it is the provider that compares redirect URIs
 * and keeps people out. Null where the guide keeps nobody out.
 */
export function providerRefusal(
  fault: Exclude<Fault, 'wrong-secret'>,
  provider: ClientView,
): Expectation | null {
  const places = fault === 'user-not-allowed' ? provider.allowedGroups : provider.redirects
  if (fault === 'user-not-allowed' && places.length === 0) return null
  return { outcome: 'refused', by: 'provider', message: '', because: places.map(({ place }) => place) }
}
