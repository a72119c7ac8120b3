import type { ClientScope, KeycloakClient, Realm } from './realm.ts'

/**
 * Default scopes come unasked, optional ones when asked for, any other is an error of the whole request
 * (recorded run: `invalid_scope`, "Invalid scopes: …").
 */
export function grantScopes(
  client: KeycloakClient,
  requested: readonly string[],
): { granted: readonly string[] } | { unknown: readonly string[] } {
  const known = new Set(['openid', ...client.defaultScopes, ...client.optionalScopes])
  const unknown = requested.filter((scope) => !known.has(scope))
  if (unknown.length) return { unknown }
  const asked = client.optionalScopes.filter((scope) => requested.includes(scope))
  return { granted: [...(requested.includes('openid') ? ['openid'] : []), ...client.defaultScopes, ...asked] }
}

/** Client scopes behind granted names, those of the realm that exist. */
export function scopesIn(realm: Realm, granted: readonly string[]): ClientScope[] {
  return granted.flatMap((name) => realm.scopes.get(name) ?? [])
}

/** The `scope` of tokens and of the token answer: "Include in token scope" decides. */
export function shownScope(realm: Realm, granted: readonly string[]): string {
  const shown = scopesIn(realm, granted).filter((scope) => scope.inTokenScope)
  return [...(granted.includes('openid') ? ['openid'] : []), ...shown.map((scope) => scope.name)].join(' ')
}
