import type { Issue } from '../../../embedded/dialect/index.ts'
import type { KeycloakClient, Mapper, Property, Realm, Targets } from './realm.ts'
import { scopesIn } from './scopes.ts'

type KeycloakIssue = Issue<KeycloakClient>
type Claims = Record<string, unknown>

/** Roles that every user of a realm has. */
export const rolesOf = (realm: Realm, { user }: KeycloakIssue) => [
  `default-roles-${realm.name}`,
  'offline_access',
  'uma_authorization',
  ...(realm.roles.get(user.username) ?? []),
]

/** Claims that mappers of the granted scopes and of the client itself put into one kind of token. */
export function mappedClaims(realm: Realm, issue: KeycloakIssue, target: keyof Targets): Claims {
  return Object.assign({}, ...active(realm, issue, target).map((mapper) => claimOf(realm, issue, mapper)))
}

/** Audiences that mappers add, in order. */
export function mappedAudiences(realm: Realm, issue: KeycloakIssue, target: keyof Targets): string[] {
  return active(realm, issue, target).flatMap((mapper) =>
    mapper.kind === 'audience' ? [mapper.audience] : [],
  )
}

function active(realm: Realm, issue: KeycloakIssue, target: keyof Targets): Mapper[] {
  const mappers = [
    ...scopesIn(realm, issue.scopes).flatMap((scope) => scope.mappers),
    ...issue.client.mappers,
  ]
  return mappers.filter((mapper) => mapper[target])
}

function claimOf(realm: Realm, issue: KeycloakIssue, mapper: Mapper): Claims {
  switch (mapper.kind) {
    case 'group-membership': {
      const names = issue.user.groups.toSorted().map((name) => (mapper.fullPath ? `/${name}` : name))
      // No groups, no claim (recorded run).
      return names.length ? nested(mapper.claim, names) : {}
    }
    case 'realm-role':
      return nested(mapper.claim, rolesOf(realm, issue))
    case 'property':
      return nested(mapper.claim, properties[mapper.property](issue))
    case 'hardcoded':
      return nested(mapper.claim, mapper.value)
    case 'audience':
      return {}
  }
}

const properties: Record<Property, (issue: KeycloakIssue) => unknown> = {
  username: ({ user }) => user.username,
  email: ({ user }) => user.email,
  emailVerified: ({ user }) => user.emailVerified,
  givenName: ({ user }) => user.givenName,
  familyName: ({ user }) => user.familyName,
  fullName: ({ user }) => `${user.givenName} ${user.familyName}`.trim(),
}

/** "Token Claim Name" with dots nests, backslash-dot does not (source: OIDCAttributeMapperHelper). */
function nested(claim: string, value: unknown): Claims {
  const path = claim.split(/(?<!\\)\./).map((part) => part.replaceAll('\\.', '.'))
  return path.reduceRight<unknown>((inner, name) => ({ [name]: inner }), value) as Claims
}
