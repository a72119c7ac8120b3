import type { ConfigKey } from '../../plan/vocabulary.ts'

/*
 * Variables of setup.env. Defaults are those of setup.env.example, which the file is copied from, and of base.setup.env. Sources: infrastructure_files/setup.env.example, base.setup.env, configure.sh and the two
 * templates, NetBird v0.77.1. `since` is the release in which the key began to have an effect.
 */

const object = 'setup'

const signIn: ConfigKey[] = [
  { key: 'NETBIRD_DOMAIN', object, field: 'domain', type: 'text' },
  {
    key: 'NETBIRD_AUTH_OIDC_CONFIGURATION_ENDPOINT',
    object,
    field: 'oidc_configuration_endpoint',
    type: 'url',
    since: '0.8.10',
  },
  { key: 'NETBIRD_AUTH_CLIENT_ID', object, field: 'client_id', type: 'text', since: '0.8.10' },
  { key: 'NETBIRD_AUTH_CLIENT_SECRET', object, field: 'client_secret', type: 'secret' },
  { key: 'NETBIRD_AUTH_AUDIENCE', object, field: 'audience', type: 'text', since: '0.8.10' },
  {
    key: 'NETBIRD_AUTH_SUPPORTED_SCOPES',
    object,
    field: 'supported_scopes',
    type: 'list',
    separator: ' ',
    since: '0.8.10',
  },
  { key: 'NETBIRD_AUTH_USER_ID_CLAIM', object, default: 'sub', field: 'user_id_claim', type: 'text' },
  { key: 'NETBIRD_USE_AUTH0', object, default: 'false', field: 'use_auth0', type: 'boolean' },
  { key: 'NETBIRD_AUTH_REDIRECT_URI', object, field: 'redirect_uri', type: 'text', since: '0.9.8' },
  {
    key: 'NETBIRD_AUTH_SILENT_REDIRECT_URI',
    object,
    field: 'silent_redirect_uri',
    type: 'text',
    since: '0.9.8',
  },
  {
    key: 'NETBIRD_TOKEN_SOURCE',
    object,
    default: 'accessToken',
    field: 'token_source',
    type: 'text',
    since: '0.15.0',
  },
  {
    key: 'NETBIRD_DASH_AUTH_USE_AUDIENCE',
    object,
    default: 'true',
    field: 'dashboard_use_audience',
    type: 'boolean',
    since: '0.23.7',
  },
  {
    key: 'NETBIRD_AUTH_PKCE_REDIRECT_URL_PORTS',
    object,
    default: '53000',
    field: 'pkce_redirect_url_ports',
    type: 'list',
    separator: ',',
    since: '0.22.0',
  },
  {
    key: 'NETBIRD_AUTH_PKCE_DISABLE_PROMPT_LOGIN',
    object,
    default: 'false',
    preference: 'it decides how often the client asks for a password, and people sign in either way',
    field: 'pkce_disable_prompt_login',
    type: 'boolean',
    since: '0.41.0',
  },
  {
    key: 'NETBIRD_AUTH_PKCE_LOGIN_FLAG',
    object,
    default: '0',
    field: 'pkce_login_flag',
    type: 'text',
    since: '0.44.0',
  },
  {
    key: 'NETBIRD_AUTH_PKCE_USE_ID_TOKEN',
    object,
    default: 'false',
    field: 'pkce_use_id_token',
    type: 'boolean',
    since: '0.22.0',
  },
]

const device: ConfigKey[] = [
  ['PROVIDER', 'device_provider', 'none'],
  ['CLIENT_ID', 'device_client_id'],
  ['AUDIENCE', 'device_audience'],
  ['SCOPE', 'device_scope', 'openid'],
  ['USE_ID_TOKEN', 'device_use_id_token', 'false'],
].map(([name, field, preset]) => ({
  key: `NETBIRD_AUTH_DEVICE_AUTH_${name}`,
  object,
  field: field!,
  type: 'text',
  default: preset,
}))

/** ExtraConfig of the identity provider managers; `PAT` and `GRPC_ADDR` are copied to names that the code does not read. */
const managerExtras = [
  'USERNAME',
  'PASSWORD',
  'ADMIN_ENDPOINT',
  'AUDIENCE',
  'MANAGEMENT_ENDPOINT',
  'API_TOKEN',
  'SERVICE_ACCOUNT_KEY',
  'CUSTOMER_ID',
  'OBJECT_ID',
  'GRAPH_API_ENDPOINT',
  'PAT',
  'GRPC_ADDR',
]

const manager: ConfigKey[] = [
  { key: 'NETBIRD_MGMT_IDP', object, default: 'none', field: 'manager', type: 'text', since: '0.21.0' },
  { key: 'NETBIRD_IDP_MGMT_CLIENT_ID', object, field: 'manager_client_id', type: 'text', since: '0.21.0' },
  {
    key: 'NETBIRD_IDP_MGMT_CLIENT_SECRET',
    object,
    field: 'manager_client_secret',
    type: 'secret',
    since: '0.21.0',
  },
  {
    key: 'NETBIRD_MGMT_IDP_SIGNKEY_REFRESH',
    // On and off are both right for signing in; they differ once the provider changes its keys.
    free: true,
    object,
    default: 'false',
    field: 'signkey_refresh',
    type: 'boolean',
    since: '0.24.0',
  },
  ...managerExtras.map(
    (name): ConfigKey => ({
      key: `NETBIRD_IDP_MGMT_EXTRA_${name}`,
      object,
      field: `manager_extra_${name.toLowerCase()}`,
      type: 'text',
      since: '0.21.0',
    }),
  ),
]

/** Of no concern to signing in: any value is as good as another here. */
const surroundings: ConfigKey[] = [
  'NETBIRD_DASHBOARD_TAG',
  'NETBIRD_SIGNAL_TAG',
  'NETBIRD_MANAGEMENT_TAG',
  'NETBIRD_RELAY_TAG',
  'COTURN_TAG',
  'NETBIRD_TURN_DOMAIN',
  'NETBIRD_TURN_EXTERNAL_IP',
  'TURN_MIN_PORT',
  'TURN_MAX_PORT',
  'NETBIRD_DISABLE_LETSENCRYPT',
  'NETBIRD_LETSENCRYPT_EMAIL',
  'NETBIRD_DISABLE_ANONYMOUS_METRICS',
  'NETBIRD_MGMT_DNS_DOMAIN',
  'NETBIRD_MGMT_DISABLE_DEFAULT_POLICY',
  'NETBIRD_RELAY_DOMAIN',
  'NETBIRD_RELAY_PORT',
  'NETBIRD_RELAY_ENDPOINT',
  'NETBIRD_SIGNAL_PORT',
  'NETBIRD_STORE_CONFIG_ENGINE',
  'NETBIRD_STORE_ENGINE_POSTGRES_DSN',
  'NETBIRD_STORE_ENGINE_MYSQL_DSN',
].map((key) => ({ key, object, field: key.toLowerCase(), type: 'any', free: true }))

/** Where the dashboard finds the management API: `https://<domain>:<port>`, 33073 unless the guide says otherwise. */
const api: ConfigKey[] = [
  { key: 'NETBIRD_MGMT_API_PORT', object, default: '33073', field: 'management_port', type: 'text' },
]

/**
 * base.setup.env is read after setup.env and sets these whatever stands there (v0.77.1).
 * They are keys that exist, so they are no unknown keys; that they have no effect is a problem of its own.
 */
export const overwritten: readonly string[] = [
  'NETBIRD_MGMT_API_ENDPOINT',
  'NETBIRD_MGMT_API_CERT_FILE',
  'NETBIRD_MGMT_API_CERT_KEY_FILE',
  'NETBIRD_MGMT_SINGLE_ACCOUNT_MODE_DOMAIN',
  'NETBIRD_LETSENCRYPT_DOMAIN',
  'NETBIRD_SIGNAL_PROTOCOL',
  'NETBIRD_RELAY_AUTH_SECRET',
  'NETBIRD_AUTH_PKCE_AUDIENCE',
  'NETBIRD_DASH_AUTH_AUDIENCE',
]

export const keys: ConfigKey[] = [
  ...signIn,
  ...device,
  ...manager,
  ...api,
  ...overwritten.map((key): ConfigKey => ({ key, object, field: key.toLowerCase(), type: 'text' })),
  ...surroundings,
]
