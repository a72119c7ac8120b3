/** A provider that Palmr ships with; its endpoints are joined to the Provider URL and nothing is ever discovered. */
export interface BuiltInRow {
  name: string
  displayName: string
  type: 'oidc' | 'oauth2'
  authorization: string
  token: string
  userinfo: string
  scope: string
  /** Members of the userinfo answer, the first one present wins. */
  fields: FieldNames
}

export interface FieldNames {
  id: string[]
  email: string[]
  name: string[]
  firstName: string[]
  lastName: string[]
}

const standard: FieldNames = {
  id: ['sub'],
  email: ['email'],
  name: ['name'],
  firstName: ['given_name'],
  lastName: ['family_name'],
}
const scope = 'openid profile email'

/*
 * The nine rows of apps/server/prisma/seed.js:170-336 with the field names of
 * apps/server/src/modules/auth-providers/providers.config.ts, v3.3.2-beta. Rows that no guide can be verified with
 * yet (other field names, type oauth2) are listed by name only.
 */
export const builtInRows: BuiltInRow[] = [
  {
    name: 'authentik',
    displayName: 'Authentik',
    type: 'oidc',
    authorization: '/application/o/authorize/',
    token: '/application/o/token/',
    userinfo: '/application/o/userinfo/',
    scope,
    fields: standard,
  },
  {
    name: 'pocketid',
    displayName: 'Pocket ID',
    type: 'oidc',
    authorization: '/authorize',
    token: '/api/oidc/token',
    userinfo: '/api/oidc/userinfo',
    scope,
    fields: { ...standard, name: ['name', 'preferred_username'] },
  },
]

/** Names that a provider of one's own cannot have: the column is unique. */
export const takenNames = [
  'google',
  'discord',
  'github',
  'auth0',
  'kinde',
  'zitadel',
  'authentik',
  'frontegg',
  'pocketid',
]

/** Display names on the settings page and on the log-in button, in the order of the seed. */
export const displayNames = [
  'Google',
  'Discord',
  'GitHub',
  'Auth0',
  'Kinde Auth',
  'Zitadel',
  'Authentik',
  'Frontegg',
  'Pocket ID',
]

/** Providers of guides that have a row of their own in Palmr. */
export const rowOfProvider: Readonly<Record<string, string>> = {
  authentik: 'authentik',
  'pocket-id': 'pocketid',
}

/** Member names tried for a provider of one's own (genericProviderTemplate, providers.config.ts:283-292). */
export const genericFields: FieldNames = {
  id: ['sub', 'id', 'user_id', 'uid', 'userid', 'account_id'],
  email: ['email', 'mail', 'email_address', 'preferred_email', 'primary_email'],
  name: [
    'name',
    'display_name',
    'full_name',
    'username',
    'login',
    'first_name last_name',
    'given_name family_name',
  ],
  firstName: ['given_name', 'first_name', 'firstname', 'first', 'name'],
  lastName: ['family_name', 'last_name', 'lastname', 'last', 'surname'],
}

/** Appended to the Provider URL as it stands, in this order (providers.config.ts:49-53). */
export const discoveryPaths = [
  '/.well-known/openid_configuration',
  '/.well-known/openid-configuration',
  '/.well-known/oauth-authorization-server',
]

/** Guessed when discovery gave nothing; chosen by words in the Provider URL (providers.config.ts:5-19, 55-86). */
export function guessedEndpoints(providerUrl: string) {
  return providerUrl.toLowerCase().includes('pocketid') && !/authentik|keycloak/i.test(providerUrl)
    ? { authorization: '/authorize', token: '/api/oidc/token', userinfo: '/api/oidc/userinfo' }
    : { authorization: '/oauth2/authorize', token: '/oauth2/token', userinfo: '/oauth2/userinfo' }
}
