import type { ClientView } from '../../plan/knowledge.ts'
import type { Place } from '../../plan/place.ts'
import type { Plan } from '../../plan/plan.ts'
import type { TestUser } from '../../providers/contract.ts'
import { standardClaims } from '../_shared/claims.ts'
import type { Expectation, Fault } from '../contract.ts'
import { homeOf } from './home.ts'
import { type Homeserver, readHomeserver } from './homeserver.ts'
import { localpartOf } from './localpart.ts'
import { pages } from './messages.ts'
import { meets, requirementsIn } from './requirements.ts'
import { type Claims, claimsIn, render } from './template.ts'

/**
 * What a guide promises its readers: whoever has what `attribute_requirements` ask for signs in, under the user ID and the
 * display name that the templates make; everybody else is turned away.
 */
export function promise(plan: Plan, user: TestUser): Expectation {
  const file = readHomeserver(plan)
  const claims = promisedClaims(user)
  const requirements = requirementsIn(file)
  const unmet = requirements.filter(
    ({ attribute, values }) =>
      !meets(claims, { attribute: attribute.text, values: values.map(({ text }) => text) }),
  )
  if (unmet.length > 0) {
    const because = unmet.flatMap(({ attribute, values }) => [...values, attribute].map(({ place }) => place))
    return { outcome: 'refused', by: 'application', message: pages.unauthorised, because }
  }
  const localpart = promised(file, 'localpart_template', claims)
  return {
    outcome: 'signed-in',
    username: localpart && `@${localpartOf(localpart)}:${homeOf(plan, file).serverName}`,
    displayName: promised(file, 'display_name_template', claims),
    because: [
      ...requirements.flatMap(({ values }) => values),
      ...['localpart_template', 'display_name_template'].flatMap((key) => lineOf(file, key) ?? []),
      ...[file.own('client_id'), file.own('client_secret'), file.own('issuer')].filter(
        (line) => line !== undefined,
      ),
    ].map(({ place }) => place),
  }
}

const lineOf = (file: Homeserver, key: string) => file.own(`user_mapping_provider.config.${key}`)

/** Only what the guide and the user's own data say: a subject is the provider's secret. */
function promised(file: Homeserver, key: string, claims: Claims): string | undefined {
  const template = lineOf(file, key)?.text
  if (!template || claimsIn(template).some((claim) => !(claim in claims))) return undefined
  return render(template, claims) || undefined
}

/** With the groups, where there are any. */
function promisedClaims(user: TestUser): Claims {
  return { ...standardClaims(user), ...(user.groups.length > 0 && { groups: user.groups }) }
}

/** What each deliberate fault shows; an empty message is the provider's own business. */
export function promiseUnderFault(plan: Plan, fault: Fault, provider: ClientView): Expectation | null {
  const places = (all: ReadonlyArray<{ place: Place }>) => all.map(({ place }) => place)
  switch (fault) {
    case 'wrong-secret': {
      const secret = readHomeserver(plan).own('client_secret')
      // A public client at the provider takes any secret.
      if (!secret || !provider.confidential) return null
      // The provider's own error: `invalid_client`, at Keycloak `unauthorized_client`.
      const message = `${pages.failed} {} Error code {}_client`
      return { outcome: 'refused', by: 'application', message, because: [secret.place] }
    }
    case 'unregistered-redirect-uri':
      return { outcome: 'refused', by: 'provider', message: '', because: places(provider.redirects) }
    case 'user-not-allowed':
      if (provider.allowedGroups.length === 0) return null
      return { outcome: 'refused', by: 'provider', message: '', because: places(provider.allowedGroups) }
  }
}
