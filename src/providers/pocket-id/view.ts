import { providerHostOf } from '../../plan/hosts.ts'
import type { ClientView, RegisteredRedirect } from '../../plan/knowledge.ts'
import type { Plan } from '../../plan/plan.ts'
import { readRegistration } from './client.ts'
import { claimsSupported, responseModes, suppliedScopes } from './scopes.ts'
import { minorOf } from './versions.ts'
import { vocabulary } from './vocabulary.ts'

/** The client of the guide in neutral terms. */
export function clientView(plan: Plan, version: string): ClientView {
  const registration = readRegistration(plan, version)
  return {
    confidential: !registration.isPublic,
    redirects: registration.callbackUrls.map(
      ({ text, place }): RegisteredRedirect => ({
        mode: text.includes('*') ? 'wildcard' : 'exact',
        uri: text,
        place,
      }),
    ),
    pkce: registration.pkceEnabled ? 'required' : 'optional',
    tokenAuthentication: registration.isPublic ? ['none'] : ['client_secret_basic', 'client_secret_post'],
    responseModes: responseModes(version),
    pushedAuthorizationRequests: minorOf(version) >= 9,
    signing: 'RS256',
    issuer: issuerOf(plan),
    scopes: suppliedScopes(
      version,
      registration.customClaims.map((claim) => claim.key),
    ),
    unknownScope: 'ignored',
    claimsSupported: claimsSupported(version),
    groups: registration.groups.map(({ text, place }) => ({ name: text, place })),
    allowedGroups: registration.restricted
      ? registration.allowedGroups.map(({ text, place }) => ({ name: text, place }))
      : [],
  }
}

/** Where a guide names no host for Pocket ID. */
export const defaultHost = 'pocket-id.company'

/** APP_URL, which is the issuer, is the host that the guide declares for Pocket ID; it has no path. */
export function issuerOf(plan: Plan): string {
  return `https://${providerHostOf(plan, vocabulary.names) ?? defaultHost}`
}
