import type { Control, Label, Vocabulary } from '../../plan/vocabulary.ts'
import { keys } from './keys.ts'

/*
 * Texts of NetBird's dashboard. Source: src/modules/settings, src/layouts/Navigation.tsx and src/app of
 * netbirdio/dashboard at v2.90.9; versions are those of the server that brought the setting.
 */

const account: Label[] = [
  {
    text: 'Enable JWT group sync',
    aliases: ['JWT group sync', 'Enable JWT groups sync'],
    object: 'account',
    field: 'jwt_groups_enabled',
    type: 'boolean',
    since: '0.21.8',
  },
  {
    text: 'JWT claim',
    aliases: ['JWT Claim', 'JWT groups claim', 'JWT claim name'],
    object: 'account',
    field: 'jwt_groups_claim',
    type: 'text',
    since: '0.21.8',
  },
  {
    text: 'JWT allow groups',
    aliases: ['JWT allow group', 'JWT allowed groups', 'Allowed groups'],
    object: 'account',
    field: 'jwt_allow_groups',
    type: 'list',
    since: '0.25.0',
  },
  {
    text: 'Enable user group propagation',
    aliases: ['User group propagation'],
    object: 'account',
    field: 'groups_propagation',
    type: 'boolean',
    free: true,
  },
  {
    text: 'User Approval Required',
    aliases: ['User approval required', 'Require user approval'],
    object: 'account',
    field: 'user_approval_required',
    type: 'boolean',
    since: '0.56.0',
  },
  {
    text: 'Peer Session Expiration',
    object: 'account',
    field: 'peer_session_expiration',
    type: 'boolean',
    free: true,
  },
]

/** The dialog of the embedded provider (v0.62.0): another topology, in which the guide's provider is a connector. */
const connector: Label[] = [
  {
    text: 'Provider Type',
    object: 'identity_provider',
    field: 'connector_type',
    type: 'choice',
    since: '0.62.0',
    choices: connectorTypes(),
  },
  {
    text: 'Name',
    object: 'identity_provider',
    field: 'connector_name',
    type: 'text',
    since: '0.62.0',
    free: true,
  },
  {
    text: 'Issuer URL',
    aliases: ['Issuer'],
    object: 'identity_provider',
    field: 'connector_issuer',
    type: 'url',
    since: '0.62.0',
  },
  {
    text: 'Client ID',
    object: 'identity_provider',
    field: 'connector_client_id',
    type: 'text',
    since: '0.62.0',
  },
  {
    text: 'Client Secret',
    object: 'identity_provider',
    field: 'connector_client_secret',
    type: 'secret',
    since: '0.62.0',
  },
]

function connectorTypes() {
  return [
    ['OIDC (Generic)', 'oidc'],
    ['Google', 'google'],
    ['Microsoft', 'microsoft'],
    ['Microsoft Entra', 'entra'],
    ['Okta', 'okta'],
    ['Zitadel', 'zitadel'],
    ['PocketID', 'pocketid'],
    ['Authentik', 'authentik'],
    ['Keycloak', 'keycloak'],
    ['Microsoft AD FS', 'adfs'],
  ].map(([text, value]) => ({ text: text!, value: value! }))
}

const controls: Control[] = [
  { text: 'Settings', kind: 'menu' },
  { text: 'Authentication', kind: 'tab', under: 'Settings' },
  { text: 'Groups', kind: 'tab', under: 'Settings' },
  { text: 'User Groups', kind: 'page', under: 'Settings' },
  { text: 'Identity Providers', kind: 'tab', under: 'Settings' },
  { text: 'Permissions', kind: 'tab', under: 'Settings' },
  { text: 'Clients', kind: 'tab', under: 'Settings' },
  { text: 'Networks', kind: 'tab', under: 'Settings' },
  { text: 'Setup Keys', kind: 'menu' },
  { text: 'Team', kind: 'menu' },
  { text: 'Users', kind: 'menu', under: 'Team' },
  { text: 'Service Users', kind: 'menu', under: 'Team' },
  { text: 'Peers', kind: 'menu' },
  { text: 'Access Control', kind: 'menu' },
  { text: 'Groups', kind: 'menu', under: 'Access Control' },
  { text: 'Save Changes', kind: 'button', aliases: ['Save'] },
  { text: 'Save', kind: 'button' },
  { text: 'Approve', kind: 'button' },
  { text: 'Pending Approval', kind: 'button', aliases: ['Pending Approvals'] },
  { text: 'Add Identity Provider', kind: 'button' },
  { text: 'Add Peer', kind: 'button' },
  { text: 'Logout', kind: 'button', aliases: ['Log out'] },
]

export const vocabulary: Vocabulary = {
  id: 'netbird',
  names: ['NetBird', 'Netbird', 'netbird'],
  objects: [
    { kind: 'setup', words: ['setup.env', 'environment file'] },
    { kind: 'account', words: ['group settings', 'user groups', 'JWT group sync', 'account settings'] },
    { kind: 'identity_provider', words: ['identity provider', 'connector'] },
  ],
  labels: [...account, ...connector],
  controls,
  // Not on any screen: how guides tell which groups appear.
  maps: [
    {
      object: 'account',
      field: 'synced_groups',
      from: ['Group in the token'],
      to: ['Group in NetBird'],
    },
  ],
  formats: [{ destinations: ['setup.env'], language: 'dotenv', keys, closed: true }],
  captures: [],
}
