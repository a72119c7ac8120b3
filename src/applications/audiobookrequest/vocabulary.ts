import type { ConfigKey, Control, Label, Vocabulary } from '../../plan/vocabulary.ts'

/*
 * Texts of the page Settings > Security. Source: templates/pages/Settings/Security/Form.jinja and
 * templates/layouts/SettingsLayout.jinja, v1.10.0 to v1.10.4. Aliases never stood there: the project's wiki and guides use them.
 */

const security: Label[] = [
  {
    text: 'Login Type',
    object: 'settings',
    field: 'login_type',
    type: 'choice',
    choices: [
      { text: 'Basic Auth (Dialog)', value: 'basic', aliases: ['Basic Auth'] },
      { text: 'Forms Login', value: 'forms' },
      { text: 'OpenID Connect', value: 'oidc', aliases: ['OIDC'] },
      { text: 'None (Insecure)', value: 'none' },
    ],
  },
  {
    text: 'OIDC Client ID',
    aliases: ['Client ID', 'client id', 'OIDC Client Id'],
    object: 'settings',
    field: 'client_id',
    type: 'text',
  },
  {
    text: 'OIDC Client Secret',
    aliases: ['Client Secret', 'client secret'],
    object: 'settings',
    field: 'client_secret',
    type: 'secret',
  },
  {
    text: 'OIDC Configuration Endpoint',
    aliases: [
      'Well-known configuration endpoint',
      'Configuration Endpoint',
      'OIDC Endpoint',
      'well-known configuration',
    ],
    object: 'settings',
    field: 'endpoint',
    type: 'url',
  },
  {
    text: 'OIDC Scopes',
    aliases: ['Scope', 'Scopes', 'OIDC Scope'],
    object: 'settings',
    field: 'scopes',
    type: 'list',
  },
  {
    text: 'OIDC Username Claim',
    aliases: ['Username Claim', 'username claim'],
    object: 'settings',
    field: 'username_claim',
    type: 'text',
  },
  {
    text: 'OIDC Group Claim',
    aliases: ['Group Claim', 'group claim', 'OIDC Groups Claim'],
    object: 'settings',
    field: 'group_claim',
    type: 'text',
  },
  {
    text: 'Use http or https for the redirect URL',
    aliases: ['OIDC Redirect Scheme', 'Redirect Scheme'],
    object: 'settings',
    field: 'redirect_scheme',
    type: 'choice',
    choices: ['http', 'https', 'auto'].map((value) => ({ text: value, value })),
    since: '1.10.0',
  },
  { text: 'OIDC Logout URL', aliases: ['Logout URL'], object: 'settings', field: 'logout_url', type: 'url' },
  {
    text: 'Access Token Expiry (minutes)',
    object: 'settings',
    field: 'access_token_expiry',
    type: 'text',
    free: true,
  },
  {
    text: 'Minimum Password Length',
    object: 'settings',
    field: 'min_password_length',
    type: 'text',
    free: true,
  },
]

/** Heeded with the redirect scheme `auto` only, and from trusted addresses. Source: Dockerfile and env_settings.py, v1.10.4. */
const headers: Label[] = [
  { text: 'X-Forwarded-Proto', object: 'reverse_proxy', field: 'forwarded_proto', type: 'text' },
]

const controls: Control[] = [
  { text: 'Settings', kind: 'menu' },
  ...[
    'Account',
    'Users',
    'Prowlarr',
    'Audiobookshelf',
    'Download',
    'Notifications',
    'Security',
    'Indexers',
  ].map((text): Control => ({ text, kind: 'tab', under: 'Settings' })),
  { text: 'Login/Security', kind: 'section' },
  { text: 'Save', kind: 'button' },
  { text: 'Login', kind: 'button' },
  { text: 'Logout', kind: 'button', aliases: ['Log out'] },
  { text: 'Backup Login', kind: 'button' },
  { text: 'Redirect now', kind: 'button' },
]

const variable = (name: string, field: string, more: Partial<ConfigKey> = {}): ConfigKey => ({
  key: `ABR_${name}`,
  object: 'container',
  field,
  type: 'any',
  ...more,
})

const keys: ConfigKey[] = [
  variable('APP__FORWARDED_ALLOW_IPS', 'forwarded_allow_ips', {
    type: 'list',
    separator: ',',
    since: '1.10.0',
  }),
  variable('APP__BASE_URL', 'base_url', { type: 'text' }),
  variable('APP__FORCE_LOGIN_TYPE', 'force_login_type', { type: 'choice', since: '1.5.0' }),
  variable('APP__INIT_ROOT_USERNAME', 'init_root_username', { free: true, since: '1.5.0' }),
  variable('APP__INIT_ROOT_PASSWORD', 'init_root_password', { free: true, type: 'secret', since: '1.5.0' }),
  variable('APP__PORT', 'port', { free: true }),
  ...['DEBUG', 'OPENAPI_ENABLED', 'CONFIG_DIR', 'LOG_LEVEL', 'DISABLE_CENSOR', 'DEFAULT_REGION'].map((name) =>
    variable(`APP__${name}`, name.toLowerCase(), { free: true }),
  ),
  ...['SQLITE_PATH', 'USE_POSTGRES', 'POSTGRES_HOST', 'POSTGRES_PORT', 'POSTGRES_DB', 'POSTGRES_USER'].map(
    (name) => variable(`DB__${name}`, name.toLowerCase(), { free: true }),
  ),
  variable('DB__POSTGRES_PASSWORD', 'postgres_password', { free: true, type: 'secret' }),
  variable('DB__POSTGRES_SSL_MODE', 'postgres_ssl_mode', { free: true }),
]

export const vocabulary: Vocabulary = {
  id: 'audiobookrequest',
  names: ['AudioBookRequest', 'Audiobookrequest', 'AudiobookRequest', 'ABR'],
  objects: [
    { kind: 'settings', words: ['security settings', 'Security'] },
    { kind: 'roles', words: ['roles'] },
    { kind: 'reverse_proxy', words: ['reverse proxy'] },
  ],
  labels: [...security, ...headers],
  controls,
  maps: [{ object: 'roles', field: 'roles', from: ['Group', 'Groups'], to: ['Role', 'Roles'] }],
  formats: [{ destinations: [], language: 'dotenv', keys, closed: false }],
  captures: [],
}
