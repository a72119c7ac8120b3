import { returnedKeys } from '../../expressions/returned.ts'
import { providerHostOf } from '../../plan/hosts.ts'
import type { ClientView, SuppliedScope, TokenKind } from '../../plan/knowledge.ts'
import type { Plan } from '../../plan/plan.ts'
import { placeWithin } from '../../plan/read.ts'
import { readSetup, type SelectedMapping, type Setup, slugsOf } from './setup.ts'
import { vocabulary } from './vocabulary/index.ts'

/** The provider and application of the guide in neutral terms. */
export function clientView(plan: Plan, version: string): ClientView {
  const setup = readSetup(plan, version)
  const scopes = suppliedScopes(setup)
  return {
    confidential: !setup.isPublic,
    redirects: setup.redirects,
    pkce: 'optional',
    tokenAuthentication: setup.isPublic ? ['none'] : ['client_secret_basic', 'client_secret_post'],
    responseModes: ['query', 'fragment', 'form_post'],
    pushedAuthorizationRequests: false,
    signing: setup.signingKey === 'none' ? 'HS256' : 'RS256',
    issuer: issuerOf(plan, setup, version),
    scopes,
    unknownScope: 'ignored',
    claimsSupported: [
      ...protocolClaims,
      ...scopes.flatMap((scope) => scope.claims.map((claim) => claim.claim)),
    ],
    // Entitlements reach tokens by name just as groups do.
    groups: [...setup.groups, ...setup.entitlements].map(({ text, place }) => ({ name: text, place })),
    allowedGroups: setup.allowedGroups.map(({ text, place }) => ({ name: text, place })),
  }
}

/** Discovery's `claims_supported` before those of mappings. Source: providers/oauth2/views/provider.py, 2026.5. */
export const protocolClaims = ['sub', 'iss', 'aud', 'exp', 'iat', 'auth_time', 'acr', 'amr', 'nonce']

/** `https://authentik.company`, as the guide declares it. */
export function originOf(plan: Plan): string {
  return `https://${providerHostOf(plan, vocabulary.names) ?? 'authentik.company'}`
}

function issuerOf(plan: Plan, setup: Setup, version: string): string {
  const [slug] = slugsOf(plan, setup, version)
  return setup.issuerMode === 'global' ? `${originOf(plan)}/` : `${originOf(plan)}/application/o/${slug}/`
}

type Claim = SuppliedScope['claims'][number]

/** Two mappings of one scope both run, and their claims come together. A scope's place is where the guide makes it. */
function suppliedScopes(setup: Setup): SuppliedScope[] {
  const byScope = Map.groupBy(setup.selected, scopeOf)
  return [...byScope].map(([scope, selected]) => {
    const own = selected.flatMap((one) => (one.kind === 'own' ? [one.mapping] : []))
    const subject: Claim[] = [{ claim: 'sub', in: ['id_token', 'access_token', 'userinfo'] }]
    const claims = [
      ...(scope === 'openid' ? subject : []),
      ...selected.flatMap((one) => claimsOf(one, setup)),
    ]
    return {
      scope,
      claims: claims.filter((one, i) => claims.findIndex((other) => other.claim === one.claim) === i),
      place: own[0]?.scope.place,
    }
  })
}

function scopeOf(one: SelectedMapping): string {
  return one.kind === 'stock' ? one.mapping.scope : one.mapping.scope.text
}

/** The switch decides where a claim goes, else the expression that makes it. */
function claimsOf(one: SelectedMapping, { includeClaims, includeClaimsPlace }: Setup): Claim[] {
  const tokens: TokenKind[] = includeClaims ? ['id_token', 'access_token', 'userinfo'] : ['userinfo']
  const decided = includeClaims ? undefined : (includeClaimsPlace ?? undefined)
  if (one.kind === 'stock') {
    return one.mapping.claims.map((claim) => ({ claim, in: tokens, ...(decided && { place: decided }) }))
  }
  const { text, place } = one.mapping.expression
  return returnedKeys(text).map(({ name, from, to }) => ({
    claim: name,
    in: tokens,
    place: decided ?? placeWithin(place, text, from, to),
  }))
}
