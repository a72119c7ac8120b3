import type { Control, Label, Vocabulary } from '../../plan/vocabulary.ts'
import { displayNames } from './rows.ts'

/*
 * Texts of Palmr's settings. Source: apps/web/messages/en-US.json (authProviders, auth) and the forms under
 * apps/web/src/app/settings/components/auth-provider-form, v3.3.2-beta. The multi-provider table came with v3.1.0-beta.
 */

const object = 'provider'

const labels: Label[] = [
  { text: 'Provider Name', object, field: 'provider_name', type: 'text' },
  { text: 'Display Name', object, field: 'display_name', type: 'text', free: true },
  {
    text: 'Type',
    aliases: ['Provider Type'],
    object,
    field: 'type',
    type: 'choice',
    choices: [
      { text: 'OIDC (OpenID Connect)', value: 'oidc', aliases: ['OIDC', 'OpenID Connect'] },
      { text: 'OAuth 2.0', value: 'oauth2', aliases: ['OAuth 2.0 with OIDC Discovery', 'OAuth2'] },
    ],
  },
  {
    text: 'Configuration Method',
    object,
    field: 'configuration_method',
    type: 'choice',
    choices: [
      { text: 'Auto-discovery', value: 'discovery', aliases: ['Automatic discovery', 'Auto Discovery'] },
      { text: 'Manual Endpoints (Recommended)', value: 'manual', aliases: ['Manual Endpoints'] },
    ],
  },
  {
    text: 'Provider URL',
    aliases: ['Issuer URL', 'Instance URL', 'Provider Url'],
    object,
    field: 'provider_url',
    type: 'url',
  },
  { text: 'Client ID', object, field: 'client_id', type: 'text' },
  { text: 'Client Secret', aliases: ['Client secret'], object, field: 'client_secret', type: 'secret' },
  { text: 'OAuth Scopes', aliases: ['Scopes', 'Scope'], object, field: 'scope', type: 'list' },
  {
    text: 'Auto-register new users',
    aliases: ['Auto Registration', 'Auto-registration', 'Auto Register'],
    object,
    field: 'auto_register',
    type: 'boolean',
  },
  { text: 'Admin Email Domains', object, field: 'admin_email_domains', type: 'list' },
  { text: 'Icon', object, field: 'icon', type: 'text', free: true },
  { text: 'Authorization Endpoint', object, field: 'authorization_endpoint', type: 'url' },
  { text: 'Token Endpoint', object, field: 'token_endpoint', type: 'url' },
  {
    text: 'User Info Endpoint',
    aliases: ['UserInfo Endpoint', 'Userinfo Endpoint'],
    object,
    field: 'userinfo_endpoint',
    type: 'url',
  },
]

/** Every row and every log-in button carries the display name; a provider of one's own has the name that the guide gives it. */
const ownNames = ['Keycloak']

const rows: Label[] = [...displayNames, ...ownNames].map((text) => ({
  text,
  object: 'row',
  field: 'enabled',
  type: 'boolean',
}))

const controls: Control[] = [
  { text: 'Settings', kind: 'page' },
  { text: 'Authentication Providers', kind: 'section', under: 'Settings' },
  { text: 'Add Provider', kind: 'button' },
  { text: 'Edit Provider', kind: 'button' },
  { text: 'Save Provider', kind: 'button', aliases: ['Save'] },
  { text: 'Delete Provider', kind: 'button' },
  { text: 'Copy Callback URL', kind: 'button' },
  { text: 'Cancel', kind: 'button' },
  ...[...displayNames, ...ownNames].map(
    (name): Control => ({
      text: `Continue with ${name}`,
      kind: 'button',
      aliases: [`Sign in with ${name}`, `Login with ${name}`],
    }),
  ),
]

export const vocabulary: Vocabulary = {
  id: 'palmr',
  names: ['Palmr', 'Palmr.', 'palmr'],
  objects: [
    { kind: 'provider', words: ['authentication provider', 'provider'] },
    { kind: 'row', words: ['row'] },
  ],
  labels: [...labels, ...rows],
  controls,
  maps: [],
  formats: [],
  captures: [{ name: 'callback_url', words: ['Callback URL'] }],
}
