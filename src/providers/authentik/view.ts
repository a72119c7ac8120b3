import { returnedNames } from '../../expressions/returned.ts'
import { hostOf } from '../../plan/hosts.ts'
import type { ClientView, SuppliedScope, TokenKind } from '../../plan/knowledge.ts'
import type { Plan } from '../../plan/plan.ts'
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
    issuer: issuerOf(plan, setup),
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
  return `https://${hostOf(plan, vocabulary.names) ?? 'authentik.company'}`
}

function issuerOf(plan: Plan, setup: Setup): string {
  const [slug] = slugsOf(plan, setup)
  return setup.issuerMode === 'global' ? `${originOf(plan)}/` : `${originOf(plan)}/application/o/${slug}/`
}

/** Two mappings of one scope both run, and their claims come together. */
function suppliedScopes(setup: Setup): SuppliedScope[] {
  const tokens: TokenKind[] = setup.includeClaims ? ['id_token', 'access_token', 'userinfo'] : ['userinfo']
  const byScope = Map.groupBy(setup.selected, (one) => scopeOf(one))
  return [...byScope].map(([scope, selected]) => ({
    scope,
    claims: [
      ...(scope === 'openid'
        ? [{ claim: 'sub', in: ['id_token', 'access_token', 'userinfo'] as TokenKind[] }]
        : []),
      ...[...new Set(selected.flatMap(claimsOf))].map((claim) => ({ claim, in: tokens })),
    ],
    place:
      selected.find((one) => one.kind === 'own')?.mapping.expression.place ?? selected[0]?.place ?? undefined,
  }))
}

function scopeOf(one: SelectedMapping): string {
  return one.kind === 'stock' ? one.mapping.scope : one.mapping.scope.text
}

function claimsOf(one: SelectedMapping): string[] {
  return one.kind === 'stock' ? one.mapping.claims : returnedNames(one.mapping.expression.text)
}
