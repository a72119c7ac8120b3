import type { ClientView } from '../../plan/knowledge.ts'
import type { Place } from '../../plan/place.ts'
import type { Plan } from '../../plan/plan.ts'
import type { TestUser } from '../../providers/contract.ts'
import { standardClaims } from '../_shared/claims.ts'
import { providerRefusal } from '../_shared/provider-refusals.ts'
import type { Expectation, Fault } from '../contract.ts'
import type { Claims } from './claims.ts'
import { additionalClaims, type ConfigLocal, readConfigLocal } from './config-local.ts'
import { notices } from './messages.ts'

/**
 * What a guide promises its readers: whoever has one of the additional claims signs in under the name that the guide
 * picks, without rights of an administrator; everybody else is turned away.
 */
export function promise(plan: Plan, user: TestUser): Expectation {
  const file = readConfigLocal(plan)
  const claims: Claims = { ...standardClaims(user), groups: user.groups }
  const wanted = additionalClaims(file)
  const met = wanted.filter(({ claim, lines }) =>
    [claims[claim] ?? []].flat().some((value) => lines.some(({ text }) => text === value)),
  )
  if (wanted.length > 0 && met.length === 0) {
    const because = wanted.flatMap(({ lines }) => lines.flatMap(({ place, keyPlace }) => [place, keyPlace]))
    return { outcome: 'refused', by: 'application', message: notices.unauthorised, because }
  }
  const name = file.own('USERNAME_CLAIM')?.text ?? 'email'
  const username = claims[name]
  return {
    outcome: 'signed-in',
    ...(typeof username === 'string' && { username }),
    groups: [],
    because: [
      ...met.flatMap(({ lines }) => lines.flatMap(({ place, keyPlace }) => [place, keyPlace])),
      ...decisive(file),
    ],
  }
}

/** Lines on which every sign-in hangs. */
function decisive(file: ConfigLocal): Place[] {
  const keys = [
    ...['USERNAME_CLAIM', 'SCOPE', 'CLIENT_ID', 'CLIENT_SECRET', 'SERVER_METADATA_URL'],
    ...['CHALLENGE_METHOD', 'RESPONSE_TYPE'],
  ]
  return [
    ...keys.flatMap((key) => file.own(key) ?? []),
    ...file.below('AUTHENTICATION_SOURCES'),
    ...[file.of('OAUTH2_AUTO_CREATE_USER')].filter((line) => line !== undefined),
  ].map(({ place }) => place)
}

/** What each deliberate fault shows; an empty message is the provider's own business. */
export function promiseUnderFault(plan: Plan, fault: Fault, provider: ClientView): Expectation | null {
  if (fault !== 'wrong-secret') return providerRefusal(fault, provider)
  const secret = readConfigLocal(plan).own('CLIENT_SECRET')
  // A public client at the provider takes any secret.
  if (!secret || !provider.confidential) return null
  // The provider's own error: `invalid_client`, at Keycloak `unauthorized_client`.
  return { outcome: 'refused', by: 'application', message: '{}_client: {}', because: [secret.place] }
}
