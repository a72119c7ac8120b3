import type { Label } from '../../../plan/vocabulary.ts'

/* Labels of the other pages of the admin console; sources as for the client's. */

const labels = (object: string, list: ReadonlyArray<Omit<Label, 'object'>>): Label[] =>
  list.map((label) => ({ object, ...label }))

const realm = labels('realm', [
  { text: 'Realm name', field: 'name', type: 'text', aliases: ['Realm Name'] },
  { text: 'Display name', field: 'display_name', type: 'text', free: true },
  {
    text: 'Require SSL',
    field: 'require_ssl',
    type: 'choice',
    choices: [
      { text: 'External requests', value: 'external' },
      { text: 'All requests', value: 'all' },
      { text: 'None', value: 'none' },
    ],
  },
])

const clientScope = labels('client_scope', [
  { text: 'Name', field: 'name', type: 'text' },
  { text: 'Description', field: 'description', type: 'text', free: true },
  {
    text: 'Assigned type',
    field: 'assigned_type',
    type: 'choice',
    accepted: ['Type'],
    choices: [
      { text: 'Default', value: 'default' },
      { text: 'Optional', value: 'optional' },
      { text: 'None', value: 'none' },
    ],
  },
  {
    text: 'Protocol',
    field: 'protocol',
    type: 'choice',
    choices: [
      { text: 'OpenID Connect', value: 'openid-connect', aliases: ['openid-connect'] },
      { text: 'SAML', value: 'saml' },
    ],
  },
  { text: 'Display on consent screen', field: 'display_on_consent', type: 'boolean' },
  { text: 'Consent screen text', field: 'consent_text', type: 'text', free: true },
  { text: 'Include in token scope', field: 'in_token_scope', type: 'boolean' },
  { text: 'Display order', field: 'display_order', type: 'text', free: true },
])

/** Labels of mapper settings come from the server's providers ("Full group path") and from the console's messages. */
const mapper = labels('mapper', [
  { text: 'Name', field: 'name', type: 'text', free: true },
  {
    text: 'Mapper type',
    field: 'type',
    type: 'choice',
    aliases: ['Mapper Type'],
    choices: [
      { text: 'Group Membership', value: 'group-membership' },
      { text: 'Audience', value: 'audience' },
      { text: 'User Attribute', value: 'user-attribute' },
      { text: 'User Property', value: 'user-property' },
      { text: 'User Realm Role', value: 'realm-role' },
      { text: 'User Client Role', value: 'client-role' },
      { text: 'Hardcoded claim', value: 'hardcoded' },
    ],
  },
  { text: 'Token Claim Name', field: 'claim', type: 'text', aliases: ['Token claim name', 'Claim name'] },
  { text: 'Claim JSON Type', field: 'json_type', type: 'any' },
  { text: 'Claim value', field: 'value', type: 'text', aliases: ['Claim Value'] },
  { text: 'Full group path', field: 'full_path', type: 'boolean', aliases: ['Full Group Path'] },
  { text: 'User Attribute', field: 'attribute', type: 'text' },
  { text: 'Multivalued', field: 'multivalued', type: 'boolean' },
  { text: 'Included Client Audience', field: 'client_audience', type: 'text' },
  { text: 'Included Custom Audience', field: 'custom_audience', type: 'text' },
  { text: 'Add to ID token', field: 'id_token', type: 'boolean', aliases: ['Add to ID Token'] },
  { text: 'Add to access token', field: 'access_token', type: 'boolean', aliases: ['Add to Access Token'] },
  {
    text: 'Add to userinfo',
    field: 'userinfo',
    type: 'boolean',
    aliases: ['Add to Userinfo', 'Add to user info'],
  },
  { text: 'Add to token introspection', field: 'introspection', type: 'boolean' },
  { text: 'Add to lightweight access token', field: 'lightweight', type: 'boolean' },
])

const group = labels('group', [
  { text: 'Name', field: 'name', type: 'text', aliases: ['Group name'] },
  { text: 'Description', field: 'description', type: 'text', free: true },
])

const role = labels('role', [
  { text: 'Role name', field: 'name', type: 'text', aliases: ['Role Name'] },
  { text: 'Description', field: 'description', type: 'text', free: true },
])

const user = labels('user', [
  { text: 'Username', field: 'username', type: 'text', free: true },
  { text: 'Email', field: 'email', type: 'text', free: true },
  { text: 'Email verified', field: 'email_verified', type: 'boolean' },
  { text: 'First name', field: 'given_name', type: 'text', free: true },
  { text: 'Last name', field: 'family_name', type: 'text', free: true },
  { text: 'Required user actions', field: 'required_actions', type: 'any', free: true },
  { text: 'Password', field: 'password', type: 'secret', free: true },
  { text: 'Password confirmation', field: 'password', type: 'secret', free: true },
  { text: 'Temporary', field: 'temporary', type: 'boolean' },
])

export const otherLabels: Label[] = [...clientScope, ...mapper, ...group, ...role, ...user, ...realm]
