import type { Control, Label, Vocabulary } from '../../plan/vocabulary.ts'
import { keys } from './environment.ts'

/*
 * Texts of the web console. Source: DnsServerCore/www/index.html, v15.0 to v15.2. Aliases never stood there: guides use them.
 */

const settings: Label[] = [
  {
    text: 'Enable Single Sign-On (SSO)',
    aliases: ['Enable SSO', 'Enable Single Sign-On', 'SSO Enabled'],
    object: 'settings',
    field: 'sso_enabled',
    type: 'boolean',
    since: '15.0.0',
  },
  {
    text: 'Authority (Issuer)',
    aliases: ['Authority', 'Issuer', 'Issuer URL', 'Authority URL'],
    object: 'settings',
    field: 'authority',
    type: 'url',
    since: '15.0.0',
  },
  { text: 'Client ID', object: 'settings', field: 'client_id', type: 'text', since: '15.0.0' },
  { text: 'Client Secret', object: 'settings', field: 'client_secret', type: 'secret', since: '15.0.0' },
  {
    text: 'Metadata Address (Optional)',
    aliases: ['Metadata URL', 'Discovery URL'],
    object: 'settings',
    field: 'metadata_address',
    type: 'url',
    since: '15.0.0',
  },
  { text: 'Scopes', aliases: ['Scope'], object: 'settings', field: 'scopes', type: 'list', since: '15.1.0' },
  {
    text: 'Allow New User Sign Up',
    aliases: ['Allow Signup', 'Allow Sign Up', 'Allow New User Signup'],
    object: 'settings',
    field: 'allow_signup',
    type: 'boolean',
    since: '15.0.0',
  },
  {
    text: 'Allow Sign Up Only For Mapped Users',
    aliases: ['Allow Signup Only for Mapped Users', 'Allow Signup Only For Mapped Users'],
    object: 'settings',
    field: 'mapped_users_only',
    type: 'boolean',
    since: '15.0.0',
  },
  {
    text: 'Group Map (Optional)',
    aliases: ['Group Mapping', 'Group Mappings'],
    object: 'settings',
    field: 'group_map',
    type: 'map',
    since: '15.0.0',
  },
  {
    text: 'Reverse Proxy Addresses',
    object: 'web_service',
    field: 'reverse_proxy_addresses',
    type: 'list',
    since: '15.2.0',
  },
]

/** Headers that the reader's reverse proxy must send: `- **X-Forwarded-Proto**: `https``. Source: DnsWebService.cs, v15.2. */
const headers: Label[] = [
  { text: 'X-Forwarded-Proto', object: 'reverse_proxy', field: 'forwarded_proto', type: 'text' },
  { text: 'X-Forwarded-Host', object: 'reverse_proxy', field: 'forwarded_host', type: 'text' },
  { text: 'X-Forwarded-Prefix', object: 'reverse_proxy', field: 'forwarded_prefix', type: 'text' },
]

const controls: Control[] = [
  { text: 'Administration', kind: 'tab' },
  { text: 'Sessions', kind: 'tab', under: 'Administration' },
  { text: 'Users', kind: 'tab', under: 'Administration' },
  { text: 'Groups', kind: 'tab', under: 'Administration' },
  { text: 'Permissions', kind: 'tab', under: 'Administration' },
  {
    text: 'Single Sign-On (SSO)',
    kind: 'tab',
    under: 'Administration',
    aliases: ['SSO Providers', 'SSO', 'Single Sign-On'],
    since: '15.0.0',
  },
  { text: 'SSO User Sign Up', kind: 'section', since: '15.0.0' },
  { text: 'Settings', kind: 'tab' },
  { text: 'Web Service', kind: 'tab', under: 'Settings' },
  { text: 'Save Config', kind: 'button', aliases: ['Save'], since: '15.0.0' },
  { text: 'Save Settings', kind: 'button' },
  {
    text: 'OpenID Connect',
    kind: 'button',
    aliases: ['Login with SSO', 'Sign in with SSO', 'Login with OpenID Connect'],
    since: '15.0.0',
  },
]

export const vocabulary: Vocabulary = {
  id: 'technitium',
  names: ['Technitium DNS Server', 'Technitium DNS', 'Technitium'],
  objects: [
    { kind: 'settings', words: ['Single Sign-On (SSO)', 'single sign-on', 'SSO'] },
    { kind: 'web_service', words: ['Web Service'] },
    { kind: 'reverse_proxy', words: ['reverse proxy', 'proxy headers'] },
  ],
  labels: [...settings, ...headers],
  controls,
  maps: [
    {
      object: 'settings',
      field: 'group_map',
      from: ['Remote Group', 'Remote Groups'],
      to: ['Local Group', 'Local Groups'],
    },
  ],
  formats: [{ destinations: [], language: 'dotenv', keys, closed: false }],
  captures: [],
}
