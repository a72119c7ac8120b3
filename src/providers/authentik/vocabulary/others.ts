import type { Label } from '../../../plan/vocabulary.ts'

/*
 * Labels of everything but the provider itself. Source: web/src/admin of authentik 2025.2 to 2026.8; the pages of
 * 2026.5 were seen rendered.
 */

const application: Label[] = [
  {
    text: 'Application Name',
    aliases: ['Application name', 'Name'],
    object: 'application',
    field: 'name',
    type: 'text',
    since: '2025.12.0',
    free: true,
  },
  { text: 'Name', object: 'application', field: 'name', type: 'text', until: '2025.12.0', free: true },
  {
    text: 'Slug',
    aliases: ['slug', 'Application slug', 'Application Slug'],
    object: 'application',
    field: 'slug',
    type: 'text',
  },
  { text: 'Group', object: 'application', field: 'group', type: 'text', free: true },
  { text: 'Provider', object: 'application', field: 'provider', type: 'text', free: true },
  {
    text: 'Policy engine mode',
    aliases: ['Policy Engine Mode'],
    object: 'application',
    field: 'policy_engine_mode',
    type: 'choice',
    choices: [
      { text: 'any', value: 'any', aliases: ['Any', 'ANY'] },
      { text: 'all', value: 'all', aliases: ['All', 'ALL'] },
    ],
  },
  { text: 'Launch URL', object: 'application', field: 'launch_url', type: 'url', free: true },
  { text: 'Icon', object: 'application', field: 'icon', type: 'any', free: true },
]

const scopeMapping: Label[] = [
  {
    text: 'Choose Property Mapping Type',
    accepted: ['Choose property mapping type'],
    aliases: ['Select type', 'Select Type'],
    object: 'scope_mapping',
    field: 'model',
    type: 'choice',
    since: '2026.5.0',
    choices: [
      { text: 'Scope Mapping', value: 'scope', aliases: ['Scope mapping', 'OAuth2/OpenID Scope Mapping'] },
    ],
  },
  {
    text: 'Select type',
    object: 'scope_mapping',
    field: 'model',
    type: 'choice',
    until: '2026.5.0',
    choices: [{ text: 'Scope Mapping', value: 'scope', aliases: ['Scope mapping'] }],
  },
  {
    text: 'Mapping Name',
    aliases: ['Name', 'Mapping name'],
    object: 'scope_mapping',
    field: 'name',
    type: 'text',
    since: '2026.5.0',
  },
  { text: 'Name', object: 'scope_mapping', field: 'name', type: 'text', until: '2026.5.0' },
  {
    text: 'Scope name',
    aliases: ['Scope Name', 'Scope'],
    object: 'scope_mapping',
    field: 'scope_name',
    type: 'text',
  },
  { text: 'Description', object: 'scope_mapping', field: 'description', type: 'text', free: true },
  { text: 'Expression', object: 'scope_mapping', field: 'expression', type: 'code' },
]

const entitlement: Label[] = [
  {
    text: 'Name',
    aliases: ['Entitlement name', 'Entitlement Name'],
    object: 'entitlement',
    field: 'name',
    type: 'text',
  },
  { text: 'Attributes', object: 'entitlement', field: 'attributes', type: 'any', free: true },
]

const group: Label[] = [
  {
    text: 'Group Name',
    aliases: ['Group name', 'Name'],
    object: 'group',
    field: 'name',
    type: 'text',
    since: '2025.10.0',
  },
  { text: 'Name', object: 'group', field: 'name', type: 'text', until: '2025.10.0' },
  {
    text: 'Superuser Privileges',
    aliases: ['Is superuser'],
    object: 'group',
    field: 'is_superuser',
    type: 'boolean',
    free: true,
  },
  {
    text: 'Parents',
    aliases: ['Parent'],
    object: 'group',
    field: 'parents',
    type: 'list',
    since: '2025.12.0',
  },
  {
    text: 'Parent Group',
    aliases: ['Parent'],
    object: 'group',
    field: 'parents',
    type: 'list',
    until: '2025.12.0',
    elsewhere: true,
  },
  { text: 'Attributes', object: 'group', field: 'attributes', type: 'any' },
]

const user: Label[] = [
  { text: 'Username', object: 'user', field: 'username', type: 'text', free: true },
  {
    text: 'Display Name',
    aliases: ['Display name', 'Name'],
    object: 'user',
    field: 'name',
    type: 'text',
    free: true,
  },
  { text: 'Email Address', aliases: ['Email'], object: 'user', field: 'email', type: 'text', free: true },
  { text: 'Attributes', object: 'user', field: 'attributes', type: 'any', free: true },
]

/** Who may sign in: bindings of the application, made in the wizard or on its page. */
const binding: Label[] = [
  { text: 'Group', aliases: ['Groups', 'Bind a group'], object: 'binding', field: 'group', type: 'list' },
  {
    text: 'User',
    aliases: ['Users', 'Bind a user'],
    object: 'binding',
    field: 'user',
    type: 'list',
    free: true,
  },
  { text: 'Policy', object: 'binding', field: 'policy', type: 'text' },
  { text: 'Enabled', object: 'binding', field: 'enabled', type: 'boolean' },
  { text: 'Negate result', object: 'binding', field: 'negate', type: 'boolean' },
  { text: 'Order', object: 'binding', field: 'order', type: 'text', free: true },
  { text: 'Timeout', object: 'binding', field: 'timeout', type: 'text', free: true },
  { text: 'Failure result', object: 'binding', field: 'failure_result', type: 'text', free: true },
]

export const otherLabels: Label[] = [
  ...application,
  ...scopeMapping,
  ...entitlement,
  ...group,
  ...user,
  ...binding,
]
