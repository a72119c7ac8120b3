import type { User } from '../../../embedded/dialect/index.ts'
import type { Setting } from './subjects.ts'

/** Claims of the granted scopes, for ID token and userinfo alike. Source: backend/internal/oidc/claims_service.go, v2.14.0. */
export function claimsOf(user: User, scopes: readonly string[], setting: Setting): Record<string, unknown> {
  return {
    ...(scopes.includes('profile') && profile(user, setting)),
    ...(scopes.includes('email') && { email: user.email, email_verified: user.emailVerified }),
    ...(scopes.includes('groups') && { groups: user.groups }),
  }
}

function profile(user: User, { base, customClaims }: Setting) {
  const name = `${user.givenName} ${user.familyName}`
  return {
    ...customClaims(user),
    given_name: user.givenName,
    family_name: user.familyName,
    name,
    display_name: name,
    preferred_username: user.username,
    picture: `${base}/api/users/${user.id}/profile-picture.png`,
  }
}
