import type { Side } from '../../../src/plan/plan.ts'
import type { ConfigFormat, Label, Vocabulary } from '../../../src/plan/vocabulary.ts'

/*
 * Words that guides use for OpenID Connect whatever the product: for products that have no vocabulary of their own.
 * Names of fields are those of OpenID Connect Dynamic Client Registration 1.0 and Discovery 1.0 where these have one.
 */

const words: Array<[field: string, type: Label['type'], texts: string[]]> = [
  [
    'client_id',
    'text',
    ['Client ID', 'OAuth Client ID', 'OIDC Client ID', 'OpenID Client ID', 'Application ID', 'App ID'],
  ],
  [
    'client_secret',
    'secret',
    [
      'Client Secret',
      'OAuth Client Secret',
      'OIDC Client Secret',
      'OpenID Client Secret',
      'Secret',
      'Secret Key',
    ],
  ],
  [
    'issuer',
    'url',
    [
      'Issuer',
      'Issuer URL',
      'Issuer URI',
      'OIDC Issuer',
      'OIDC Issuer URL',
      'Authority',
      'Provider URL',
      'OpenID Provider URL',
      'Authelia Root URL',
      'Identity Provider URL',
      'Server URL',
    ],
  ],
  [
    'discovery_url',
    'url',
    [
      'Discovery URL',
      'Discovery Endpoint',
      'OIDC Discovery URL',
      'Well-known URL',
      'Well-known configuration',
      'Configuration URL',
      'Configuration Endpoint',
      'Metadata URL',
      'Metadata Address',
      'OIDC Configuration Endpoint',
      'OIDC URL',
    ],
  ],
  [
    'redirect_uris',
    'list',
    [
      'Redirect URI',
      'Redirect URIs',
      'Redirect URL',
      'Redirect URLs',
      'Redirect URIs/Origins',
      'Callback URL',
      'Callback URLs',
      'Callback URI',
      'Valid redirect URIs',
      'Sign-in redirect URIs',
      'Login redirect URI',
    ],
  ],
  [
    'authorization_endpoint',
    'url',
    [
      'Authorization URL',
      'Authorization Endpoint',
      'Authorization endpoint URL',
      'Authorize URL',
      'Auth URL',
      'Authorization URI',
    ],
  ],
  [
    'token_endpoint',
    'url',
    ['Token URL', 'Token Endpoint', 'Token endpoint URL', 'Token URI', 'Access Token URL'],
  ],
  [
    'userinfo_endpoint',
    'url',
    [
      'Userinfo URL',
      'UserInfo Endpoint',
      'Userinfo endpoint URL',
      'User Info URL',
      'User info endpoint',
      'Userinfo URI',
    ],
  ],
  ['jwks_uri', 'url', ['JWKS URL', 'JWKS URI', 'Certificate URL', 'Keys URL']],
  ['end_session_endpoint', 'url', ['Logout URL', 'End session endpoint', 'End Session URL']],
  [
    'post_logout_redirect_uris',
    'list',
    ['Logout Callback URL', 'Post logout redirect URI', 'Valid post logout redirect URIs'],
  ],
  [
    'scope',
    'list',
    ['Scope', 'Scopes', 'OAuth Scopes', 'OIDC Scopes', 'Selected Scopes', 'Default Client Scopes'],
  ],
  ['name', 'text', ['Name', 'Provider Name', 'Display Name', 'Application Name', 'Client Name']],
  ['application_slug', 'text', ['Slug', 'Application slug']],
  ['client_type', 'any', ['Client type', 'Client authentication', 'Public Client', 'Access type']],
  [
    'provider_type',
    'any',
    ['Choose a Provider type', 'Provider Type', 'Provider', 'Select type', 'Type', 'Protocol'],
  ],
  ['signing_key', 'any', ['Signing Key']],
  ['pkce', 'boolean', ['PKCE', 'Require PKCE', 'Use PKCE']],
  ['group_claim', 'text', ['Group claim', 'Groups claim', 'Roles claim']],
  ['username_claim', 'text', ['Username claim', 'User name claim']],
  [
    'application_url',
    'url',
    ['Application Root URL', 'Application URL', 'App URL', 'Launch URL', 'Root URL'],
  ],
]

/** Names of keys end in one of these once `_`, `-` and case are out of the way; the longest end wins. */
const keyEnds: Array<[end: string, field: string]> = [
  ...words.flatMap(([field, , texts]) => texts.map((text): [string, string] => [squash(text), field])),
  ['oidcconfigurationendpoint', 'discovery_url'],
  ['openidconfiguration', 'discovery_url'],
  ['authority', 'issuer'],
  ['audience', 'audience'],
  ['supportedscopes', 'scope'],
  ['redirecturis', 'redirect_uris'],
  ['wellknown', 'discovery_url'],
  ['clientid', 'client_id'],
  ['clientsecret', 'client_secret'],
]

const vague = new Set(['name', 'type', 'provider', 'secret', 'protocol', 'keysurl'])

/** The field that a key of an unknown configuration most likely means; null when its name says nothing. */
export function fieldOfKey(key: string): string | null {
  const squashed = squash(key)
  const found = keyEnds
    .filter(([end]) => squashed.endsWith(end) && (!vague.has(end) || squashed === end))
    .toSorted(([a], [b]) => b.length - a.length)[0]
  return found?.[1] ?? null
}

function squash(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '')
}

/** A vocabulary for a product that nobody described, named after its folder. */
export function genericVocabulary(id: string, side: Side): Vocabulary {
  const object = side === 'provider' ? 'client' : 'settings'
  const formats: ConfigFormat[] = []
  return {
    id,
    names: namesOf(id),
    objects:
      side === 'provider'
        ? [
            { kind: 'client', words: ['OIDC client', 'OAuth client', 'client', 'application', 'provider'] },
            { kind: 'group', words: ['user group', 'group', 'groups'] },
            { kind: 'scope_mapping', words: ['scope mapping', 'property mapping', 'client scope', 'mapper'] },
          ]
        : [{ kind: 'settings', words: ['settings'] }],
    labels: [
      ...words.map(([field, type, [text = field, ...accepted]]) => ({ text, accepted, object, field, type })),
      ...(side === 'provider' ? providerLabels : []),
    ],
    controls: [],
    maps: [
      {
        object,
        field: 'group_map',
        from: ['Remote Group', 'Provider group', 'IdP group', 'Group'],
        to: ['Local Group', 'Application group', 'Role', 'Local role'],
      },
    ],
    formats,
    captures: [
      { name: 'client_id', words: ['Client ID', 'Client Id', 'client_id'] },
      { name: 'client_secret', words: ['Client Secret', 'client_secret', 'Secret'] },
      { name: 'application_slug', words: ['Application slug', 'Slug'] },
      { name: 'issuer', words: ['Issuer URL', 'Issuer', 'OpenID Configuration Issuer'] },
      { name: 'discovery_url', words: ['OIDC Discovery URL', 'Discovery URL', 'OpenID Configuration URL'] },
      { name: 'authorization_url', words: ['Authorization URL', 'Authorize URL'] },
      { name: 'token_url', words: ['Token URL'] },
      { name: 'userinfo_url', words: ['Userinfo URL', 'User Info URL'] },
    ],
  }
}

const providerLabels: Label[] = [
  { text: 'Group name', accepted: ['Name'], object: 'group', field: 'name', type: 'text' },
  { text: 'Scope name', object: 'scope_mapping', field: 'scope_name', type: 'text' },
  { text: 'Name', object: 'scope_mapping', field: 'name', type: 'text' },
  { text: 'Expression', object: 'scope_mapping', field: 'expression', type: 'code' },
]

/** `pocket-id`: Pocket ID, Pocket Id, pocket id, PocketID, pocket-id. Compared without regard to case. */
export function namesOf(id: string): string[] {
  const parts = id.split(/[-_]/)
  return [parts.join(' '), parts.join(''), id]
}
