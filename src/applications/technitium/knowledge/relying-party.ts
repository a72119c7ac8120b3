import type { RelyingPartyView } from '../../../plan/knowledge.ts'
import type { Plan } from '../../../plan/plan.ts'
import { writtenText } from '../../_shared/given.ts'
import { addressesOf, redirectUri } from './addresses.ts'
import { requestedScopes } from './scopes.ts'
import { statedIn } from './settings.ts'

/** What Microsoft's handler verifies; a secret is never a key for it, so HS256 fails. */
export const signing = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512']

const inIdToken = (claim: string, purpose: string, required = false) =>
  ({ claim, in: 'id_token', required, purpose }) as const

/** Source: DnsWebService.cs and WebServiceAuthApi.cs, v15.2; the handler of ASP.NET Core 9 for what they leave alone. */
export function relyingParty(plan: Plan, version: string): RelyingPartyView {
  const stated = statedIn(plan)
  const addresses = addressesOf(plan, stated)
  return {
    redirectUris: [{ uri: redirectUri(addresses), why: addresses.why, place: addresses.place }],
    scopes: requestedScopes(stated, version).flatMap(({ scope, place }) =>
      scope.split(/\s+/).map((one) => ({ scope: one, place })),
    ),
    claims: [
      inIdToken('sub', 'key of the account', true),
      inIdToken('email', 'user name'),
      inIdToken('preferred_username', 'user name where the e-mail address is missing, invalid or taken'),
      inIdToken('name', 'display name'),
      inIdToken('groups', 'remote groups'),
      inIdToken('roles', 'remote groups'),
      inIdToken('role', 'remote groups'),
    ],
    urls: (['authority', 'metadata_address'] as const).flatMap((field) => {
      const one = stated.of(field)
      const purpose = field === 'authority' ? ('issuer' as const) : ('discovery' as const)
      return one ? [{ url: writtenText(one.value), purpose, place: one.place }] : []
    }),
    tokenAuthentication: 'client_secret_post',
    pkce: true,
    responseMode: 'form_post',
    pushedAuthorizationRequests: 'when-offered',
    signing,
    groupMap: stated.rows,
  }
}
