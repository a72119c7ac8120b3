import type { ConfigKey, Vocabulary } from '../../plan/vocabulary.ts'

/*
 * Settings of config_local.py that decide about signing in. Source: config.py, pgadmin/evaluate_config.py and
 * pgadmin/authenticate/oauth2.py, v9.18. There are hundreds of others, and unknown ones are passed over in silence.
 */

const server = (key: string, type: ConfigKey['type'], more: Partial<ConfigKey> = {}): ConfigKey => ({
  key,
  object: 'server',
  field: key.replace(/\[\]$/, '').toLowerCase(),
  type,
  ...more,
})

const servers: ConfigKey[] = [
  server('AUTHENTICATION_SOURCES[]', 'text', {
    preference:
      'without it accounts of pgAdmin itself cannot sign in, and people sign in through the provider either way',
  }),
  server('OAUTH2_AUTO_CREATE_USER', 'boolean', { default: 'True' }),
  server('SERVER_MODE', 'boolean', { default: 'True' }),
  server('ENHANCED_COOKIE_PROTECTION', 'boolean', {
    default: 'True',
    preference: 'it ties a session to the address of its browser, and people sign in either way',
  }),
  server('SESSION_COOKIE_SAMESITE', 'choice', { default: 'Lax' }),
  server('SESSION_COOKIE_SECURE', 'boolean', {
    default: 'False',
    preference: 'it keeps the session off plain http, and people sign in over https either way',
  }),
  server('PROXY_X_FOR_COUNT', 'text', { default: '1' }),
  server('PROXY_X_PROTO_COUNT', 'text', { default: '1' }),
  server('PROXY_X_HOST_COUNT', 'text', { default: '0' }),
  server('PROXY_X_PORT_COUNT', 'text', { default: '1' }),
  server('PROXY_X_PREFIX_COUNT', 'text', { default: '0' }),
]

const own = (key: string, type: ConfigKey['type'], more: Partial<ConfigKey> = {}): ConfigKey => ({
  key: `OAUTH2_CONFIG[].OAUTH2_${key}`,
  object: 'provider',
  field: key.toLowerCase(),
  type,
  ...more,
})

const provider: ConfigKey[] = [
  own('NAME', 'text', { free: true }),
  own('DISPLAY_NAME', 'text', { free: true }),
  own('ICON', 'text', { free: true }),
  own('BUTTON_COLOR', 'text', { free: true }),
  own('CLIENT_ID', 'text'),
  own('CLIENT_SECRET', 'secret'),
  own('CLIENT_AUTH_METHOD', 'choice', { default: 'client_secret' }),
  own('WORKLOAD_IDENTITY_TOKEN_FILE', 'text'),
  own('TOKEN_URL', 'url'),
  own('AUTHORIZATION_URL', 'url'),
  own('SERVER_METADATA_URL', 'url'),
  own('API_BASE_URL', 'url'),
  own('USERINFO_ENDPOINT', 'url'),
  own('SCOPE', 'list', { separator: ' ', field: 'scopes', default: 'email profile' }),
  own('USERNAME_CLAIM', 'text', {
    preference: 'without it the e-mail address is the name, and people sign in either way',
  }),
  // The names below it are those of claims, which are the guide's to choose.
  own('ADDITIONAL_CLAIMS', 'any'),
  own('SSL_CERT_VERIFICATION', 'boolean', { default: 'True' }),
  own('LOGOUT_URL', 'url', {
    preference: 'it decides about signing out at the provider, and people sign in either way',
  }),
  own('CHALLENGE_METHOD', 'choice', {
    preference:
      'without it no PKCE is sent, and people sign in either way where the provider does not demand it',
  }),
  own('RESPONSE_TYPE', 'choice'),
]

export const vocabulary: Vocabulary = {
  id: 'pgadmin',
  names: ['pgAdmin 4', 'pgAdmin'],
  objects: [
    { kind: 'server', words: ['config_local.py', 'config_system.py'] },
    { kind: 'provider', words: ['OAUTH2_CONFIG'] },
  ],
  // pgAdmin has no page for this: the file is all there is.
  labels: [],
  controls: [],
  maps: [],
  formats: [
    {
      destinations: ['config_local.py', 'config_system.py'],
      language: 'python',
      keys: [...servers, ...provider],
      closed: false,
    },
  ],
  captures: [],
}
