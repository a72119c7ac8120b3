import type { ConfigKey } from '../../plan/vocabulary.ts'

/*
 * Environment variables of the container, read only while there is no configuration yet.
 * Source: DockerEnvironmentVariables.md and DnsServerCore/Auth/AuthManager.cs, v15.0 to v15.2.
 */

const sso = (
  name: string,
  field: string,
  type: ConfigKey['type'],
  more: Partial<ConfigKey> = {},
): ConfigKey => ({
  key: `DNS_SERVER_SSO_${name}`,
  object: 'settings',
  field,
  type,
  since: '15.0.0',
  ...more,
})

const other = (name: string, type: ConfigKey['type'] = 'any'): ConfigKey => ({
  key: `DNS_SERVER_${name}`,
  object: 'container',
  field: name.toLowerCase(),
  type,
  free: true,
})

export const keys: ConfigKey[] = [
  sso('ENABLED', 'sso_enabled', 'boolean'),
  sso('AUTHORITY', 'authority', 'url'),
  sso('CLIENT_ID', 'client_id', 'text'),
  sso('CLIENT_SECRET', 'client_secret', 'secret'),
  sso('CLIENT_SECRET_FILE', 'client_secret_file', 'text', { free: true }),
  sso('METADATA_ADDRESS', 'metadata_address', 'url'),
  sso('SCOPES', 'scopes', 'list', { separator: ' ,', since: '15.1.0' }),
  sso('ALLOW_SIGNUP', 'allow_signup', 'boolean'),
  sso('ALLOW_SIGNUP_ONLY_FOR_MAPPED_USERS', 'mapped_users_only', 'boolean', { default: 'true' }),
  sso('GROUP_MAP', 'group_map', 'map', { separator: ',:' }),
  {
    key: 'DNS_SERVER_WEB_SERVICE_ENABLE_HTTPS',
    object: 'container',
    field: 'web_https',
    type: 'boolean',
  },
  {
    key: 'DNS_SERVER_WEB_SERVICE_HTTPS_PORT',
    object: 'container',
    field: 'web_https_port',
    type: 'text',
  },
  {
    key: 'DNS_SERVER_WEB_SERVICE_REVERSE_PROXY_ADDRESSES',
    object: 'web_service',
    field: 'reverse_proxy_addresses',
    type: 'list',
    separator: ',',
    since: '15.2.0',
  },
  other('DOMAIN'),
  other('ADMIN_PASSWORD', 'secret'),
  other('ADMIN_PASSWORD_FILE'),
  other('PREFER_IPV6'),
  other('WEB_SERVICE_LOCAL_ADDRESSES'),
  other('WEB_SERVICE_HTTP_PORT'),
  other('WEB_SERVICE_USE_SELF_SIGNED_CERT'),
  other('WEB_SERVICE_TLS_CERTIFICATE_PATH'),
  other('WEB_SERVICE_TLS_CERTIFICATE_PASSWORD', 'secret'),
  other('WEB_SERVICE_HTTP_TO_TLS_REDIRECT'),
  other('OPTIONAL_PROTOCOL_DNS_OVER_HTTP'),
  other('RECURSION'),
  other('RECURSION_NETWORK_ACL'),
  other('RECURSION_DENIED_NETWORKS'),
  other('RECURSION_ALLOWED_NETWORKS'),
  other('ENABLE_BLOCKING'),
  other('ALLOW_TXT_BLOCKING_REPORT'),
  other('BLOCK_LIST_URLS'),
  other('FORWARDERS'),
  other('FORWARDER_PROTOCOL'),
  other('LOG_USING_LOCAL_TIME'),
  other('LOG_FOLDER_PATH'),
  other('LOG_MAX_LOG_FILE_DAYS'),
  other('STATS_ENABLE_IN_MEMORY_STATS'),
  other('STATS_MAX_STAT_FILE_DAYS'),
]
