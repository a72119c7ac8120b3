import type { Control } from '../../../plan/vocabulary.ts'

/*
 * Menus, steps, tabs and buttons of the Admin interface. Source: web/src of authentik 2025.2 to 2026.8; the wizard,
 * property mappings and entitlements of 2026.5 were seen rendered.
 */

const menus: Control[] = [
  { text: 'Admin interface', kind: 'page', aliases: ['Admin Interface', 'admin interface'] },
  { text: 'User interface', kind: 'page' },
  { text: 'Dashboards', kind: 'menu' },
  { text: 'Applications', kind: 'menu' },
  { text: 'Applications', kind: 'menu', under: 'Applications' },
  { text: 'Providers', kind: 'menu', under: 'Applications' },
  { text: 'Outposts', kind: 'menu', under: 'Applications' },
  { text: 'Events', kind: 'menu' },
  { text: 'Logs', kind: 'menu', under: 'Events' },
  { text: 'Customization', kind: 'menu', aliases: ['Customisation'] },
  { text: 'Policies', kind: 'menu', under: 'Customization' },
  { text: 'Property Mappings', kind: 'menu', under: 'Customization', aliases: ['Property mappings'] },
  { text: 'Blueprints', kind: 'menu', under: 'Customization' },
  { text: 'Flows and Stages', kind: 'menu' },
  { text: 'Flows', kind: 'menu', under: 'Flows and Stages' },
  { text: 'Directory', kind: 'menu' },
  { text: 'Users', kind: 'menu', under: 'Directory' },
  { text: 'Groups', kind: 'menu', under: 'Directory' },
  { text: 'Roles', kind: 'menu', under: 'Directory' },
  { text: 'System', kind: 'menu' },
  { text: 'Brands', kind: 'menu', under: 'System' },
  { text: 'Certificates', kind: 'menu', under: 'System' },
  { text: 'Settings', kind: 'menu', under: 'System' },
  { text: 'Application Dashboard', kind: 'page', since: '2026.5.0' },
  { text: 'My applications', kind: 'page', until: '2026.5.0' },
]

const steps: Control[] = [
  { text: 'Application', kind: 'section', aliases: ['Application Details', 'Configure the Application'] },
  { text: 'Choose a Provider', kind: 'section', aliases: ['Choose A Provider'] },
  { text: 'Choose a Provider Type', kind: 'section', aliases: ['Choose a Provider type'] },
  { text: 'Configure Provider', kind: 'section', aliases: ['Configure the Provider'] },
  { text: 'Configure OAuth2 Provider', kind: 'section', aliases: ['Configure OAuth2/OpenID Provider'] },
  { text: 'Configure Bindings', kind: 'section' },
  { text: 'Review and Submit Application', kind: 'section', aliases: ['Review and submit Application'] },
  { text: 'Choose Property Mapping Type', kind: 'section', since: '2026.5.0' },
  {
    text: 'Scope Mapping Details',
    kind: 'section',
    since: '2026.5.0',
    aliases: ['Configure the Scope Mapping'],
  },
  { text: 'Select type', kind: 'section', until: '2026.5.0' },
  { text: 'Protocol settings', kind: 'section', aliases: ['Protocol Settings'] },
  {
    text: 'Advanced protocol settings',
    kind: 'section',
    aliases: ['Advanced Protocol Settings', 'Advanced settings'],
  },
  { text: 'Advanced flow settings', kind: 'section', aliases: ['Advanced Flow Settings'] },
  { text: 'Machine-to-Machine authentication settings', kind: 'section' },
  { text: 'UI settings', kind: 'section' },
  { text: 'UI Settings', kind: 'section' },
]

const buttons: Control[] = [
  {
    text: 'New Application',
    kind: 'button',
    on: ['Applications'],
    since: '2026.5.0',
    aliases: ['New application', 'Create Application with Provider'],
  },
  {
    text: 'with New Provider...',
    kind: 'option',
    since: '2026.5.0',
    aliases: ['with New Provider', 'with New Provider…'],
  },
  {
    text: 'with Existing Provider...',
    kind: 'option',
    since: '2026.5.0',
    aliases: ['with Existing Provider', 'with Existing Provider…'],
  },
  {
    text: 'Create with Provider',
    kind: 'button',
    since: '2025.2.0',
    until: '2026.5.0',
    aliases: ['Create with provider'],
  },
  { text: 'Create', kind: 'button' },
  // Lists of 2026.5 name in their button what it makes.
  {
    text: 'Create',
    kind: 'button',
    on: ['Applications', 'Providers', 'Property Mappings'],
    until: '2026.5.0',
  },
  { text: 'New Provider', kind: 'button', on: ['Providers'], since: '2026.5.0' },
  {
    text: 'New Property Mapping',
    kind: 'button',
    on: ['Property Mappings'],
    since: '2026.5.0',
    aliases: ['Create Property Mapping'],
  },
  { text: 'New Group', kind: 'button', since: '2026.5.0' },
  { text: 'New User', kind: 'button', since: '2026.5.0' },
  { text: 'Create Application', kind: 'button', since: '2026.5.0' },
  { text: 'Submit', kind: 'button', until: '2026.5.0' },
  { text: 'Next', kind: 'button' },
  { text: 'Back', kind: 'button' },
  { text: 'Cancel', kind: 'button' },
  { text: 'Close', kind: 'button' },
  { text: 'Finish', kind: 'button' },
  { text: 'Edit', kind: 'button' },
  { text: 'Update', kind: 'button', until: '2026.5.0' },
  { text: 'Save Changes', kind: 'button', since: '2026.5.0' },
  {
    text: 'Create entitlement',
    kind: 'button',
    since: '2024.12.0',
    aliases: ['Create Entitlement', 'Create application entitlement'],
  },
  {
    text: 'Bind existing policy/group/user',
    kind: 'button',
    aliases: ['Bind existing Policy / Group / User'],
  },
  {
    text: 'Bind existing Group / User',
    kind: 'button',
    since: '2024.12.0',
    aliases: ['Bind existing group/user', 'Bind existing Group/User'],
  },
  { text: 'Create or bind...', kind: 'button', since: '2026.5.0' },
  { text: 'Bind Existing...', kind: 'button', since: '2026.5.0' },
  { text: 'Bind a group', kind: 'option', since: '2026.5.0' },
  { text: 'Bind a user', kind: 'option', since: '2026.5.0' },
]

const tabs: Control[] = [
  { text: 'Overview', kind: 'tab' },
  {
    text: 'Application entitlements',
    kind: 'tab',
    since: '2024.12.0',
    aliases: ['Application Entitlements', 'Entitlements'],
  },
  { text: 'Policy / Group / User Bindings', kind: 'tab' },
  { text: 'Preview', kind: 'tab' },
  { text: 'Users', kind: 'tab' },
  { text: 'Groups', kind: 'tab' },
  { text: 'Create Group', kind: 'button', until: '2026.5.0' },
]

const options: Control[] = [
  { text: 'Strict', kind: 'option', since: '2024.8.5' },
  { text: 'Regex', kind: 'option', since: '2024.8.5', aliases: ['RegEx'] },
  { text: 'Authorization', kind: 'option', since: '2026.5.0' },
  { text: 'Post Logout', kind: 'option', since: '2026.5.0', aliases: ['Post logout', 'Logout'] },
]

export const controls: Control[] = [...menus, ...steps, ...buttons, ...tabs, ...options]
