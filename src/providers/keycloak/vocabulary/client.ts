import type { Label } from '../../../plan/vocabulary.ts'

/*
 * Labels of the client's pages in the admin console. Source: messages_en.properties of the admin console, 26.2 to
 * 26.7. Aliases are of older consoles or were never shown: guides use them.
 */

const text = (label: string, field: string, more: Partial<Label> = {}): Label => ({
  text: label,
  object: 'client',
  field,
  type: 'text',
  ...more,
})

const toggle = (label: string, field: string, more: Partial<Label> = {}): Label =>
  text(label, field, { type: 'boolean', ...more })

export const clientLabels: Label[] = [
  // General settings
  text('Client type', 'protocol', {
    type: 'choice',
    choices: [
      { text: 'OpenID Connect', value: 'openid-connect', aliases: ['openid-connect'] },
      { text: 'SAML', value: 'saml' },
    ],
    aliases: ['Client Protocol'],
  }),
  text('Client ID', 'client_id', { aliases: ['Client id', 'ClientID'] }),
  text('Name', 'name', { free: true }),
  text('Description', 'description', { free: true }),
  toggle('Always display in UI', 'always_display', { aliases: ['Always display in console'] }),
  // Capability config
  toggle('Client authentication', 'confidential', {
    aliases: ['Client Authentication', 'Access Type'],
  }),
  toggle('Authorization', 'authorization'),
  text('Authentication flow', 'authentication_flow', { type: 'list' }),
  toggle('Standard flow', 'standard_flow', { aliases: ['Standard Flow', 'Standard Flow Enabled'] }),
  toggle('Direct access grants', 'direct_access_grants', {
    aliases: ['Direct Access Grants', 'Direct Access Grants Enabled'],
  }),
  toggle('Implicit flow', 'implicit_flow', { aliases: ['Implicit Flow', 'Implicit Flow Enabled'] }),
  toggle('Service accounts roles', 'service_account_roles', { until: '26.5.0' }),
  toggle('Service account roles', 'service_account_roles', {
    since: '26.5.0',
    aliases: ['Service Accounts Enabled'],
  }),
  toggle('Standard Token Exchange', 'standard_token_exchange'),
  toggle('OAuth 2.0 Device Authorization Grant', 'device_grant'),
  toggle('OIDC CIBA Grant', 'ciba_grant'),
  toggle('Require PKCE', 'require_pkce', { since: '26.6.0' }),
  text('PKCE Method', 'pkce_method', {
    type: 'choice',
    choices: [
      { text: 'S256', value: 'S256' },
      { text: 'plain', value: 'plain' },
    ],
    aliases: ['Proof Key for Code Exchange Code Challenge Method'],
  }),
  // Login settings
  text('Root URL', 'root_url', { type: 'url' }),
  text('Home URL', 'home_url', { type: 'url', aliases: ['Base URL'], free: true }),
  text('Valid redirect URIs', 'redirect_uris', {
    type: 'list',
    accepted: ['Valid redirect URI'],
    aliases: ['Valid Redirect URIs', 'Valid Redirect URI', 'Redirect URIs', 'Redirect URI', 'Callback URL'],
  }),
  text('Valid post logout redirect URIs', 'logout_redirect_uris', {
    type: 'list',
    accepted: ['Valid post logout redirect URI'],
    aliases: ['Valid Post Logout Redirect URIs', 'Post logout redirect URIs', 'Post Logout Redirect URIs'],
  }),
  text('Web origins', 'web_origins', { type: 'list', aliases: ['Web Origins'] }),
  text('Admin URL', 'admin_url', { type: 'url', free: true }),
  // Logout settings, consent, credentials, advanced
  toggle('Front channel logout', 'front_channel_logout'),
  text('Front-channel logout URL', 'front_channel_logout_url', { type: 'url', free: true }),
  text('Backchannel logout URL', 'back_channel_logout_url', { type: 'url', free: true }),
  toggle('Consent required', 'consent_required', { aliases: ['Consent Required'] }),
  toggle('Full scope allowed', 'full_scope_allowed'),
  toggle('Pushed authorization request required', 'par_required'),
  text('Client Authenticator', 'client_authenticator', {
    type: 'choice',
    choices: [
      { text: 'Client Id and Secret', value: 'client-secret' },
      { text: 'Signed Jwt', value: 'client-jwt', until: '26.5.0' },
      { text: 'Signed JWT', value: 'client-jwt', since: '26.5.0' },
      { text: 'Signed Jwt with Client Secret', value: 'client-secret-jwt', until: '26.5.0' },
      { text: 'Signed JWT with Client Secret', value: 'client-secret-jwt', since: '26.5.0' },
      { text: 'X509 Certificate', value: 'client-x509' },
    ],
  }),
  text('Client Secret', 'client_secret', { type: 'secret', aliases: ['Client secret', 'Secret'] }),
]
