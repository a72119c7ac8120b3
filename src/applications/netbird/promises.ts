import { saysOn } from '../../plan/entered.ts'
import type { ClientView } from '../../plan/knowledge.ts'
import type { Place } from '../../plan/place.ts'
import type { Plan } from '../../plan/plan.ts'
import type { TestUser } from '../../providers/contract.ts'
import { givenIn, lastOf, writtenText, writtenTexts } from '../_shared/given.ts'
import { providerRefusal } from '../_shared/provider-refusals.ts'
import type { Entrance, Expectation, Fault } from '../contract.ts'
import { readSetup } from './setup.ts'

/**
 * What the guide promises, read from its words alone: everybody whom it lets in signs in and is known by their
 * address; with group sync the groups that they have at the provider appear under the same names.
 */
export function expectUser(plan: Plan, user: TestUser, entrance: Pick<Entrance, 'id'>): Expectation {
  const given = givenIn(plan)
  const sync = lastOf(given, 'jwt_groups_enabled')
  const synced = sync !== undefined && saysOn(writtenText(sync.value))
  const allow = lastOf(given, 'jwt_allow_groups')
  const allowed = allow ? writtenTexts(allow.value).map((group) => group.text) : []
  const because = [sync?.place, allow?.place].filter((place) => place !== undefined)
  if (synced && allow && !user.groups.some((group) => allowed.includes(group))) {
    return { outcome: 'refused', by: 'application', message: refusal(entrance), because }
  }
  return {
    outcome: 'signed-in',
    username: user.email,
    groups: synced ? [...user.groups].sort() : [],
    because: because.length > 0 ? because : setupPlaces(plan),
  }
}

/** The API hides the reason; the command line is told the result of its last try (server.go:555-573). */
function refusal(entrance: Pick<Entrance, 'id'>): string {
  return entrance.id === 'command-line' ? 'JWT already used' : 'token invalid'
}

/** What has to be right for anybody to sign in. */
function setupPlaces(plan: Plan): Place[] {
  return ['NETBIRD_AUTH_CLIENT_ID', 'NETBIRD_AUTH_AUDIENCE', 'NETBIRD_AUTH_SUPPORTED_SCOPES'].flatMap(
    (key) => readSetup(plan).of(key)?.place ?? [],
  )
}

export function expectFault(
  plan: Plan,
  fault: Fault,
  entrance: Pick<Entrance, 'id'>,
  provider: ClientView,
): Expectation | null {
  const setup = readSetup(plan)
  if (fault !== 'wrong-secret') return providerRefusal(fault, provider)
  const secret = setup.of('NETBIRD_AUTH_CLIENT_SECRET')
  // A public client has no secret that could be wrong.
  if (!secret || !provider.confidential) return null
  const message = entrance.id === 'dashboard' ? 'Oops, something went wrong' : 'oauth2: "{}'
  return { outcome: 'refused', by: 'application', message, because: [secret.place] }
}
