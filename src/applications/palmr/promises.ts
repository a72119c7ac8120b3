import { saysOn } from '../../plan/entered.ts'
import type { ClientView } from '../../plan/knowledge.ts'
import type { Place } from '../../plan/place.ts'
import type { Plan } from '../../plan/plan.ts'
import type { TestUser } from '../../providers/contract.ts'
import { givenIn, lastOf, writtenText } from '../_shared/given.ts'
import { providerRefusal } from '../_shared/provider-refusals.ts'
import type { Expectation, Fault } from '../contract.ts'

/** Every user gets an account named by the local part of the address, and no role; unless the guide closes registration. */
export function expectUser(plan: Plan, user: TestUser): Expectation {
  const given = givenIn(plan)
  const registration = lastOf(given, 'auto_register')
  if (registration && !saysOn(writtenText(registration.value))) {
    const message = 'Registration via {} is disabled. Contact your administrator.'
    return { outcome: 'refused', by: 'application', message, because: [registration.place] }
  }
  const [username = ''] = user.email.split('@')
  return { outcome: 'signed-in', username, groups: [], because: credentials(plan) }
}

/** What has to be right for anybody to sign in. */
function credentials(plan: Plan): Place[] {
  const given = givenIn(plan)
  return ['provider_url', 'client_id', 'client_secret'].flatMap((field) => lastOf(given, field)?.place ?? [])
}

export function expectFault(plan: Plan, fault: Fault, provider: ClientView): Expectation | null {
  if (fault !== 'wrong-secret') return providerRefusal(fault, provider)
  const secret = lastOf(givenIn(plan), 'client_secret')
  // A provider that made a public client asks for no secret.
  if (!secret || !provider.confidential) return null
  const message = 'Failed to authenticate with {}. Please try again.'
  return { outcome: 'refused', by: 'application', message, because: [secret.place] }
}
