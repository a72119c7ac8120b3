import type { TestUser } from '../../providers/contract.ts'

/** What every provider says of a user under the standard's names (OpenID Connect Core, section 5.1). */
export function standardClaims(user: TestUser) {
  return {
    preferred_username: user.username,
    email: user.email,
    given_name: user.givenName,
    family_name: user.familyName,
    name: `${user.givenName} ${user.familyName}`,
  }
}
