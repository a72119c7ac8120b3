import type { SuppliedScope } from '../../plan/knowledge.ts'

/*
 * Scopes and claims. Source: backend/internal/oidc/claims_service.go, v2.14.0; recorded runs of v2.9.0 and v2.14.0.
 * Claims go into the ID token and userinfo; the access token has none of them but `sub`, groups included.
 */

const shown = ['id_token', 'userinfo'] as const

const supply = (scope: string, ...claims: string[]): SuppliedScope => ({
  scope,
  claims: claims.map((claim) => ({ claim, in: [...shown] })),
})

/** What Pocket ID can be asked for; custom claims of users and groups come with `profile`. */
export function suppliedScopes(version: string, customClaims: readonly string[] = []): SuppliedScope[] {
  const minor = Number(version.split('.')[1])
  return [
    { scope: 'openid', claims: [{ claim: 'sub', in: [...shown, 'access_token'] }] },
    supply(
      'profile',
      'given_name',
      'family_name',
      'name',
      'display_name',
      'preferred_username',
      'picture',
      ...customClaims,
    ),
    supply('email', 'email', 'email_verified'),
    supply('groups', 'groups'),
    ...(minor >= 10 ? [supply('offline_access')] : []),
  ]
}

/** Discovery's `claims_supported`. Source: backend/internal/controller/well_known_controller.go. */
export function claimsSupported(version: string): string[] {
  const minor = Number(version.split('.')[1])
  const shared = [
    'sub',
    'given_name',
    'family_name',
    'name',
    'email',
    'email_verified',
    'preferred_username',
    'picture',
    'groups',
  ]
  return minor >= 10 ? [...shared.toSpliced(4, 0, 'display_name'), 'auth_time', 'amr'] : shared
}

/** Response modes by version: form_post came with v2.7.0, fragment with v2.8.0. */
export function responseModes(version: string): string[] {
  const minor = Number(version.split('.')[1])
  return ['query', ...(minor >= 8 ? ['fragment'] : []), ...(minor >= 7 ? ['form_post'] : [])]
}
