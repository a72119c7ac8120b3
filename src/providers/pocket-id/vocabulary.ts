import type { Control, Label, Vocabulary } from '../../plan/vocabulary.ts'

/*
 * Labels of Pocket ID's administration pages. Source: frontend/messages/en.json of every tag from v0.43 to v2.14.0,
 * navigation, client form, tabs and group form seen rendered at v2.14.0. Aliases never stood in any tag: guides use them.
 */

const client: Label[] = [
  { text: 'Name', object: 'client', field: 'name', type: 'text', free: true },
  {
    text: 'Description',
    object: 'client',
    field: 'description',
    type: 'text',
    free: true,
    since: '2.10.0',
    elsewhere: true,
  },
  {
    text: 'Client Launch URL',
    aliases: ['Launch URL'],
    object: 'client',
    field: 'launch_url',
    type: 'url',
    since: '1.7.0',
    free: true,
  },
  {
    text: 'Callback URLs',
    aliases: ['Callback URL', 'Redirect URI', 'Redirect URIs', 'Redirect URL'],
    object: 'client',
    field: 'callback_urls',
    type: 'list',
  },
  {
    text: 'Logout Callback URLs',
    aliases: ['Logout Callback URL'],
    object: 'client',
    field: 'logout_callback_urls',
    type: 'list',
  },
  { text: 'Public Client', object: 'client', field: 'public', type: 'boolean' },
  {
    text: 'PKCE',
    object: 'client',
    field: 'pkce',
    type: 'boolean',
    // Recorded run, 2.14.0: with the switch off, a verifier is checked against the challenge, and refused without one.
    preference: 'whoever sends a challenge is held to it with the switch on and off',
  },
  {
    text: 'Requires Re-Authentication',
    object: 'client',
    field: 'reauthentication',
    type: 'boolean',
    since: '1.8.0',
  },
  {
    text: 'Requires Pushed Authorization Requests',
    object: 'client',
    field: 'par_required',
    type: 'boolean',
    since: '2.9.0',
  },
  { text: 'Skip Consent Screen', object: 'client', field: 'skip_consent', type: 'boolean', since: '2.10.0' },
  { text: 'Client ID', object: 'client', field: 'client_id', type: 'text', since: '1.8.0' },
  {
    text: 'Client secret',
    aliases: ['Client Secret'],
    accepted: ['Client secrets'],
    object: 'client',
    field: 'client_secret',
    type: 'secret',
  },
  {
    text: 'Allowed User Groups',
    aliases: ['Allowed Groups'],
    object: 'client',
    field: 'allowed_groups',
    type: 'list',
  },
  // A button that guides describe as a switch; choosing groups does the same.
  {
    text: 'Restrict',
    aliases: ['Restrict to allowed groups'],
    object: 'client',
    field: 'restricted',
    type: 'boolean',
    since: '2.0.0',
  },
]

const group: Label[] = [
  { text: 'Friendly Name', object: 'group', field: 'friendly_name', type: 'text', free: true },
  { text: 'Name', aliases: ['Group name'], object: 'group', field: 'name', type: 'text' },
]

const user: Label[] = [
  { text: 'Username', object: 'user', field: 'username', type: 'text', free: true },
  { text: 'Email', object: 'user', field: 'email', type: 'text', free: true },
  { text: 'First name', object: 'user', field: 'given_name', type: 'text', free: true },
  { text: 'Last name', object: 'user', field: 'family_name', type: 'text', free: true },
  { text: 'Display Name', object: 'user', field: 'display_name', type: 'text', free: true },
]

const controls: Control[] = [
  { text: 'Administration', kind: 'menu', since: '1.10.0' },
  { text: 'Users', kind: 'menu', under: 'Administration' },
  { text: 'User Groups', kind: 'menu', under: 'Administration', aliases: ['Groups'] },
  { text: 'OIDC Clients', kind: 'menu', under: 'Administration', aliases: ['Clients', 'Applications'] },
  { text: 'API Keys', kind: 'menu', under: 'Administration' },
  { text: 'Application Configuration', kind: 'menu', under: 'Administration' },
  { text: 'Create OIDC Client', kind: 'section' },
  { text: 'Manage OIDC Clients', kind: 'section' },
  { text: 'Add OIDC Client', kind: 'button', aliases: ['Create client', 'Add client', 'New client'] },
  { text: 'Show Advanced Options', kind: 'button', since: '1.3.0' },
  { text: 'Show more details', kind: 'button' },
  { text: 'Save', kind: 'button' },
  // Cards before v2.10.
  { text: 'General', kind: 'tab' },
  {
    text: 'Allowed User Groups',
    kind: 'tab',
    since: '2.10.0',
    aliases: ['Allowed Groups'],
  },
  { text: 'Credentials', kind: 'tab', since: '2.14.0' },
  { text: 'API access', kind: 'tab', since: '2.10.0' },
  { text: 'SCIM Provisioning', kind: 'tab', since: '2.0.0' },
  { text: 'OIDC Data Preview', kind: 'tab' },
  { text: 'Client secrets', kind: 'section', since: '2.14.0' },
  {
    text: 'Add client secret',
    kind: 'button',
    since: '2.14.0',
    aliases: ['Generate Secret', 'Create secret', 'Generate client secret'],
  },
  { text: 'Create new client secret', kind: 'button', until: '2.14.0' },
  { text: 'Generate', kind: 'button', until: '2.14.0' },
  { text: 'Restrict', kind: 'button', since: '2.0.0' },
  { text: 'Unrestrict', kind: 'button', since: '2.0.0' },
  { text: 'Create User Group', kind: 'section' },
  { text: 'Manage User Groups', kind: 'section' },
  { text: 'Add Group', kind: 'button', aliases: ['Create group', 'New group', 'Add User Group'] },
  { text: 'Allowed OIDC Clients', kind: 'section', since: '2.0.0' },
  { text: 'Custom Claims', kind: 'section' },
  { text: 'Add custom claim', kind: 'button' },
  { text: 'Create User', kind: 'section' },
  { text: 'Add User', kind: 'button' },
  { text: 'Login Code', kind: 'button' },
  { text: 'Show Code', kind: 'button' },
]

export const vocabulary: Vocabulary = {
  id: 'pocket-id',
  names: ['Pocket ID', 'PocketID', 'Pocket-ID'],
  objects: [
    { kind: 'client', words: ['OIDC client', 'OIDC Clients', 'client'] },
    { kind: 'group', words: ['user group', 'user groups', 'group', 'groups'] },
    { kind: 'custom_claim', words: ['custom claim', 'custom claims'] },
    { kind: 'user', words: ['user', 'users', 'test user'] },
  ],
  labels: [
    ...client,
    ...group,
    ...user,
    { text: 'Key', object: 'custom_claim', field: 'key', type: 'text' },
    { text: 'Value', object: 'custom_claim', field: 'value', type: 'text' },
  ],
  controls,
  maps: [],
  formats: [],
  captures: [
    { name: 'client_id', words: ['Client ID'] },
    { name: 'client_secret', words: ['Client secret', 'Client Secret', 'Secret'] },
    { name: 'issuer', words: ['Issuer URL', 'Issuer'] },
    { name: 'discovery_url', words: ['OIDC Discovery URL', 'Discovery URL'] },
    { name: 'authorization_url', words: ['Authorization URL'] },
    { name: 'token_url', words: ['Token URL'] },
    { name: 'userinfo_url', words: ['Userinfo URL'] },
  ],
}
