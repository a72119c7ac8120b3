import type { ConfigKey, Vocabulary } from '../../plan/vocabulary.ts'

/*
 * Keys of homeserver.yaml that decide about signing in. Source: synapse/config/oidc.py, server.py and sso.py and
 * synapse/handlers/oidc.py (JinjaOidcMappingProvider), v1.163.2. The file has hundreds of other keys, and unknown ones are
 * passed over in silence.
 */

const server: ConfigKey[] = [
  { key: 'server_name', object: 'server', field: 'server_name', type: 'text' },
  { key: 'public_baseurl', object: 'server', field: 'public_baseurl', type: 'url' },
  {
    key: 'password_config.enabled',
    object: 'server',
    field: 'password_enabled',
    type: 'boolean',
    default: 'true',
    preference: 'it decides about passwords, and people sign in through the provider either way',
  },
  { key: 'sso.client_whitelist[]', object: 'server', field: 'client_whitelist', type: 'url' },
  {
    key: 'sso.update_profile_information',
    object: 'server',
    field: 'update_profile_information',
    type: 'boolean',
    default: 'false',
    preference: 'it decides whether a later change of the name is taken over',
  },
]

const own = (key: string, type: ConfigKey['type'], more: Partial<ConfigKey> = {}): ConfigKey => ({
  key: `oidc_providers[].${key}`,
  object: 'provider',
  field: key.replace(/\[\]$/, '').replaceAll('[].', '.').replaceAll('.', '_'),
  type,
  ...more,
})

const mapping = (key: string, more: Partial<ConfigKey> = {}): ConfigKey => ({
  ...own(`user_mapping_provider.config.${key}`, 'text', more),
  field: key,
})

const provider: ConfigKey[] = [
  own('idp_id', 'text', { free: true }),
  own('idp_name', 'text', { free: true }),
  own('idp_icon', 'text'),
  own('idp_brand', 'text', { free: true }),
  own('discover', 'boolean', { default: 'true' }),
  own('issuer', 'url'),
  own('client_id', 'text'),
  own('client_secret', 'secret'),
  own('client_secret_path', 'text'),
  own('client_secret_jwt_key.key', 'secret'),
  own('client_secret_jwt_key.key_file', 'text'),
  own('client_secret_jwt_key.jwt_header.alg', 'text'),
  own('client_auth_method', 'choice', { default: 'client_secret_basic' }),
  own('pkce_method', 'choice', { default: 'auto' }),
  own('id_token_signing_alg_values_supported[]', 'text'),
  own('scopes[]', 'text'),
  own('authorization_endpoint', 'url'),
  own('token_endpoint', 'url'),
  own('userinfo_endpoint', 'url'),
  own('jwks_uri', 'url'),
  own('skip_verification', 'boolean', { default: 'false' }),
  own('backchannel_logout_enabled', 'boolean', {
    default: 'false',
    preference: 'it decides about signing out at the provider, and people sign in either way',
  }),
  own('backchannel_logout_ignore_sub', 'boolean', { default: 'false' }),
  own('user_profile_method', 'choice', { default: 'auto' }),
  own('redirect_uri', 'url'),
  own('allow_existing_users', 'boolean', {
    default: 'false',
    preference:
      'it decides whose account a name means that Synapse knows already, and new users sign in either way',
  }),
  own('enable_registration', 'boolean', { default: 'true' }),
  own('user_mapping_provider.module', 'text', {
    default: 'synapse.handlers.oidc.JinjaOidcMappingProvider',
  }),
  mapping('subject_claim', { default: 'sub' }),
  mapping('subject_template'),
  mapping('picture_claim', { default: 'picture' }),
  mapping('picture_template'),
  mapping('localpart_template'),
  mapping('display_name_template'),
  mapping('email_template'),
  mapping('confirm_localpart', { type: 'boolean', default: 'false' }),
  own('attribute_requirements[].attribute', 'text'),
  { ...own('attribute_requirements[].value', 'text'), field: 'required_group' },
  { ...own('attribute_requirements[].one_of[]', 'text'), field: 'required_group' },
]

export const vocabulary: Vocabulary = {
  id: 'synapse',
  names: ['Matrix Synapse', 'Synapse', 'Matrix'],
  objects: [
    { kind: 'server', words: ['homeserver.yaml', 'homeserver'] },
    { kind: 'provider', words: ['oidc_providers'] },
  ],
  // Synapse has no pages of its own to configure; what users click on belongs to their client.
  labels: [],
  controls: [],
  maps: [],
  formats: [
    { destinations: ['homeserver.yaml'], language: 'yaml', keys: [...server, ...provider], closed: false },
  ],
  captures: [],
}
