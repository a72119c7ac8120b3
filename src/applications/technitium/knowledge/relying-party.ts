import type { RelyingPartyView } from '../../../plan/knowledge.ts'
import type { Plan } from '../../../plan/plan.ts'
import { writtenText } from '../../_shared/given.ts'
import { addressesOf, redirectUri } from './addresses.ts'
import { requestedScopes } from './scopes.ts'
import { alternativesIn, statedIn } from './settings.ts'

/** What Microsoft's handler verifies; a secret is never a key for it, so HS256 fails. */
export const signing = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512']

const purposes: Record<string, 'issuer' | 'discovery' | undefined> = {
  authority: 'issuer',
  metadata_address: 'discovery',
}

const inIdToken = (claim: string, purpose: string, required = false) =>
  ({ claim, in: 'id_token', required, purpose }) as const

/** Source: DnsWebService.cs and WebServiceAuthApi.cs, v15.2; the handler of ASP.NET Core 9 for what they leave alone. */
export function relyingParty(plan: Plan, version: string): RelyingPartyView {
  const stated = statedIn(plan)
  const several = alternativesIn(stated)
  // Whichever way the reader follows, it must fit the provider.
  const wholes = several.length > 0 ? several : [stated]
  const addresses = addressesOf(plan, stated)
  return {
    redirectUris: [{ uri: redirectUri(addresses), why: addresses.why, place: addresses.place }],
    scopes: wholes
      .flatMap((one) => requestedScopes(one, version))
      .flatMap(({ scope, place }) => scope.split(/\s+/).map((word) => ({ scope: word, place }))),
    claims: [
      inIdToken('sub', 'key of the account', true),
      inIdToken('email', 'user name'),
      inIdToken('preferred_username', 'user name where the e-mail address is missing, invalid or taken'),
      inIdToken('name', 'display name'),
      inIdToken('groups', 'remote groups'),
      inIdToken('roles', 'remote groups'),
      inIdToken('role', 'remote groups'),
    ],
    urls: stated.given.flatMap(({ field, value, place }) => {
      const purpose = purposes[field]
      return purpose ? [{ url: writtenText(value), purpose, place }] : []
    }),
    tokenAuthentication: 'client_secret_post',
    pkce: true,
    responseMode: 'form_post',
    pushedAuthorizationRequests: 'when-offered',
    signing,
    groupMap: wholes.flatMap(({ rows }) => rows),
  }
}
