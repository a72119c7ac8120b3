import type { Client } from '../../../embedded/dialect/index.ts'

/** A client, in the terms of Keycloak's console. */
export interface KeycloakClient extends Client {
  redirectUris: readonly string[]
  rootUrl: string
  /** `+` stands for the redirect URIs. */
  postLogoutRedirectUris: readonly string[]
  /** "Web origins"; `+` stands for those of the redirect URIs, `*` for all. */
  webOrigins: readonly string[]
  standardFlow: boolean
  consentRequired: boolean
  /** "PKCE Method" where "Require PKCE" is on (before 26.6: where a method is chosen). */
  pkceMethod: 'plain' | 'S256' | null
  parRequired: boolean
  /** Names of client scopes. */
  defaultScopes: readonly string[]
  optionalScopes: readonly string[]
  /** Mappers of the client's dedicated scope. */
  mappers: readonly Mapper[]
  /** Realm role that the client's login flow asks for; checked when the password is typed only. */
  loginRole: string | null
}

export interface ClientScope {
  name: string
  mappers: readonly Mapper[]
  /** "Include in token scope" */
  inTokenScope: boolean
  /** Words of the consent page; null where "Display on consent screen" is off. */
  consentText: string | null
}

/** Tokens that a mapper writes to. */
export interface Targets {
  idToken: boolean
  accessToken: boolean
  userinfo: boolean
}

export type Mapper =
  | ({ kind: 'group-membership'; claim: string; fullPath: boolean } & Targets)
  | ({ kind: 'realm-role'; claim: string } & Targets)
  | ({ kind: 'property'; claim: string; property: Property } & Targets)
  | ({ kind: 'hardcoded'; claim: string; value: unknown } & Targets)
  | ({ kind: 'audience'; audience: string } & Targets)

export type Property = 'username' | 'email' | 'emailVerified' | 'givenName' | 'familyName' | 'fullName'

export interface Realm {
  name: string
  scopes: Map<string, ClientScope>
  /** Realm roles of users by user name, without those that everybody has. */
  roles: Map<string, readonly string[]>
}

/** Where a realm's addresses begin. */
export const pathOf = (realm: Pick<Realm, 'name'>) => `/realms/${encodeURIComponent(realm.name)}`

const everywhere: Targets = { idToken: true, accessToken: true, userinfo: true }

const property = (claim: string, of: Property): Mapper => ({
  kind: 'property',
  claim,
  property: of,
  ...everywhere,
})

const scope = (
  name: string,
  inTokenScope: boolean,
  mappers: readonly Mapper[] = [],
  consentText: string | null = null,
): ClientScope => ({ name, inTokenScope, mappers, consentText })

/**
 * A new realm with the client scopes that Keycloak makes (recorded run, 26.4.0 and 26.7.0). What `roles`,
 * `web-origins`, `acr` and `basic` add stands with the access token: those are no ordinary mappers.
 */
export function createRealm(name: string): Realm {
  const scopes = [
    scope('basic', false),
    scope('acr', false),
    scope('web-origins', false),
    scope('roles', false, [], 'User roles'),
    scope(
      'profile',
      true,
      [
        property('name', 'fullName'),
        property('given_name', 'givenName'),
        property('family_name', 'familyName'),
        property('preferred_username', 'username'),
      ],
      'User profile',
    ),
    scope(
      'email',
      true,
      [property('email', 'email'), property('email_verified', 'emailVerified')],
      'Email address',
    ),
    scope('microprofile-jwt', true, [
      property('upn', 'username'),
      { kind: 'realm-role', claim: 'groups', ...everywhere },
    ]),
    scope('offline_access', true, [], 'Offline Access'),
    scope('address', true, [], 'Address'),
    scope('phone', true, [], 'Phone number'),
    scope('organization', true, [], 'Organization'),
    scope('service_account', false),
  ]
  return { name, scopes: new Map(scopes.map((one) => [one.name, one])), roles: new Map() }
}

export const defaultClientScopes = ['web-origins', 'acr', 'roles', 'profile', 'basic', 'email']

export const optionalClientScopes = ['address', 'phone', 'offline_access', 'organization', 'microprofile-jwt']

/** A client as the console's wizard leaves it when nothing but the client ID is filled in. */
export function createClient(clientId: string, rest: Partial<KeycloakClient> = {}): KeycloakClient {
  return {
    clientId,
    clientSecret: null,
    redirectUris: [],
    rootUrl: '',
    postLogoutRedirectUris: [],
    webOrigins: ['+'],
    standardFlow: true,
    consentRequired: false,
    pkceMethod: null,
    parRequired: false,
    defaultScopes: defaultClientScopes,
    optionalScopes: optionalClientScopes,
    mappers: [],
    loginRole: null,
    ...rest,
  }
}
