import type { Label } from '../../../plan/vocabulary.ts'

/*
 * Labels of the OAuth2 provider: wizard step and form are the same. Source: web/src/admin/providers/oauth2 of authentik
 * 2025.2 to 2026.8, in the versions' own letter case; the wizard of 2026.5 was seen rendered.
 */
const object = 'client'

export const clientLabels: Label[] = [
  {
    text: 'Choose a Provider Type',
    accepted: ['Choose a Provider'],
    aliases: ['Choose a Provider type', 'Provider type', 'Provider Type', 'Select type', 'Type'],
    object,
    field: 'model',
    type: 'choice',
    choices: [
      {
        text: 'OAuth2/OpenID Provider',
        value: 'oauth2',
        aliases: ['OAuth2/OpenID Connect', 'OAuth2/OIDC', 'OAuth2/OIDC Provider', 'OIDC', 'OpenID Connect'],
      },
      { text: 'SAML Provider', value: 'saml' },
      { text: 'LDAP Provider', value: 'ldap' },
      { text: 'Proxy Provider', value: 'proxy' },
      { text: 'SCIM Provider', value: 'scim' },
    ],
  },
  {
    text: 'Provider Name',
    aliases: ['Provider name', 'Name'],
    object,
    field: 'name',
    type: 'text',
    since: '2025.10.0',
    free: true,
  },
  { text: 'Name', object, field: 'name', type: 'text', until: '2025.10.0', free: true },
  ...renamedIn20265(
    {
      text: 'Authorization Flow',
      object,
      field: 'authorization_flow',
      type: 'choice',
      choices: [
        {
          text: 'default-provider-authorization-implicit-consent',
          value: 'implicit',
          aliases: [
            'default-provider-authorization-implicit-consent (Authorize Application)',
            'Authorize Application',
          ],
        },
        {
          text: 'default-provider-authorization-explicit-consent',
          value: 'explicit',
          aliases: ['default-provider-authorization-explicit-consent (Authorize Application)'],
        },
      ],
    },
    'Authorization flow',
  ),
  ...renamedIn20265(
    { text: 'Authentication Flow', object, field: 'authentication_flow', type: 'text', free: true },
    'Authentication flow',
  ),
  ...renamedIn20265(
    { text: 'Invalidation Flow', object, field: 'invalidation_flow', type: 'text', free: true },
    'Invalidation flow',
    '2024.10.0',
  ),
  ...renamedIn20265(
    {
      text: 'Client Type',
      object,
      field: 'client_type',
      type: 'choice',
      choices: [
        { text: 'Confidential', value: 'confidential' },
        { text: 'Public', value: 'public' },
      ],
    },
    'Client type',
  ),
  { text: 'Client ID', aliases: ['Client Id', 'ClientID'], object, field: 'client_id', type: 'text' },
  { text: 'Client Secret', aliases: ['Client secret'], object, field: 'client_secret', type: 'secret' },
  {
    text: 'Redirect URIs/Origins (RegEx)',
    accepted: ['Redirect URIs/Origins', 'Redirect URIs', 'Redirect URI'],
    aliases: [
      'Redirect URL',
      'Redirect URLs',
      'Callback URL',
      'Callback URLs',
      'Redirect uris',
      'Valid redirect URIs',
    ],
    object,
    field: 'redirect_uris',
    type: 'list',
  },
  {
    text: 'Grant Types',
    aliases: ['Grant types', 'Grant type'],
    object,
    field: 'grant_types',
    type: 'list',
    since: '2026.5.0',
    choices: [
      { text: 'Authorization Code', value: 'authorization_code', since: '2026.5.0' },
      { text: 'Implicit', value: 'implicit', since: '2026.5.0' },
      { text: 'Hybrid', value: 'hybrid', since: '2026.5.0' },
      { text: 'Refresh Token', value: 'refresh_token', since: '2026.5.0' },
      { text: 'Client Credentials', value: 'client_credentials', since: '2026.5.0' },
      { text: 'Password', value: 'password' },
      { text: 'Device Code', value: 'urn:ietf:params:oauth:grant-type:device_code' },
    ],
  },
  {
    text: 'Signing Key',
    aliases: ['Signing key', 'Signing Keypair', 'Signing certificate'],
    object,
    field: 'signing_key',
    type: 'text',
  },
  { text: 'Encryption Key', aliases: ['Encryption key'], object, field: 'encryption_key', type: 'text' },
  ...renamedIn20265(
    {
      text: 'Access Code Validity',
      aliases: ['Access Code validity'],
      object,
      field: 'access_code_validity',
      type: 'text',
    },
    'Access code validity',
  ),
  ...renamedIn20265(
    {
      text: 'Access Token Validity',
      aliases: ['Access token validity'],
      object,
      field: 'access_token_validity',
      type: 'text',
    },
    'Access Token validity',
  ),
  ...renamedIn20265(
    {
      text: 'Refresh Token Validity',
      aliases: ['Refresh token validity'],
      object,
      field: 'refresh_token_validity',
      type: 'text',
    },
    'Refresh Token validity',
  ),
  ...renamedIn20265(
    {
      text: 'Refresh Token Threshold',
      aliases: ['Refresh token threshold'],
      object,
      field: 'refresh_token_threshold',
      type: 'text',
    },
    'Refresh Token threshold',
    '2025.10.0',
  ),
  {
    text: 'Selected Scopes',
    accepted: ['Scopes'],
    aliases: ['Selected scopes', 'Scope mappings', 'Property mappings', 'Property Mappings'],
    object,
    field: 'property_mappings',
    type: 'list',
  },
  {
    text: 'Available Scopes',
    aliases: ['Available scopes'],
    object,
    field: 'available_scopes',
    type: 'list',
    free: true,
  },
  ...renamedIn20265(
    {
      text: 'Subject Mode',
      object,
      field: 'sub_mode',
      type: 'choice',
      choices: [
        {
          text: "Based on the User's hashed ID",
          value: 'hashed_user_id',
          aliases: ['Based on the hashed User ID', "Based on the User's Hashed ID"],
        },
        { text: "Based on the User's ID", value: 'user_id' },
        { text: "Based on the User's UUID", value: 'user_uuid' },
        {
          text: "Based on the User's username",
          value: 'user_username',
          aliases: ["Based on the User's Username", 'Based on the username'],
        },
        { text: "Based on the User's Email", value: 'user_email', aliases: ["Based on the User's email"] },
        { text: "Based on the User's UPN", value: 'user_upn' },
      ],
    },
    'Subject mode',
  ),
  {
    text: 'Include claims in id_token',
    aliases: ['Include claims in ID token', 'Include Claims in id_token', 'Include User claims in id_token'],
    object,
    field: 'include_claims_in_id_token',
    type: 'boolean',
  },
  {
    text: 'Issuer mode',
    accepted: ['Issuer Mode'],
    object,
    field: 'issuer_mode',
    type: 'choice',
    choices: [
      {
        text: 'Each provider has a different issuer, based on the application slug',
        value: 'per_provider',
        aliases: ['Each provider has a different issuer, based on the application slug.', 'Per provider'],
      },
      { text: 'Same identifier is used for all providers', value: 'global', aliases: ['Global'] },
    ],
  },
  { text: 'Logout URI', object, field: 'logout_uri', type: 'url', since: '2025.8.0', free: true },
  {
    text: 'Logout Method',
    aliases: ['Logout method'],
    object,
    field: 'logout_method',
    type: 'choice',
    since: '2025.10.0',
    choices: [
      { text: 'Back-channel', value: 'backchannel' },
      { text: 'Front-channel', value: 'frontchannel' },
    ],
  },
]

/** Same field, other letter case: title case came with 2026.5. */
function renamedIn20265(label: Label, before: string, since?: string): Label[] {
  return [
    { ...label, since: '2026.5.0' },
    { ...label, text: before, until: '2026.5.0', ...(since !== undefined && { since }) },
  ]
}
