import type { Vocabulary } from '../../../plan/vocabulary.ts'
import { clientLabels } from './client.ts'
import { controls } from './controls.ts'
import { otherLabels } from './others.ts'

export const vocabulary: Vocabulary = {
  id: 'authentik',
  names: ['authentik', 'Authentik', 'goauthentik'],
  objects: [
    {
      kind: 'client',
      words: [
        'OAuth2/OpenID Provider',
        'OAuth2 provider',
        'OAuth2 Provider',
        'Configure OAuth2 Provider',
        'Configure Provider',
        'Configure the Provider',
        'provider',
        'application and provider',
        'application and a provider',
      ],
    },
    { kind: 'application', words: ['application'] },
    {
      kind: 'scope_mapping',
      words: ['scope mapping', 'property mapping', 'property mappings', 'Scope Mapping Details'],
    },
    {
      kind: 'entitlement',
      words: ['application entitlement', 'application entitlements', 'entitlement', 'entitlements'],
    },
    { kind: 'group', words: ['group', 'groups'] },
    { kind: 'binding', words: ['binding', 'bindings', 'Configure Bindings'] },
    { kind: 'user', words: ['user', 'users', 'test user'] },
  ],
  labels: [...clientLabels, ...otherLabels],
  controls,
  maps: [],
  formats: [],
  captures: [
    { name: 'client_id', words: ['Client ID', 'client ID', 'Client id'] },
    { name: 'client_secret', words: ['Client Secret', 'Client secret', 'client secret'] },
    { name: 'application_slug', words: ['Slug', 'slug', 'application slug', 'Application slug'] },
    { name: 'issuer', words: ['OpenID Configuration Issuer', 'Issuer'] },
    { name: 'discovery_url', words: ['OpenID Configuration URL'] },
    { name: 'authorization_url', words: ['Authorize URL'] },
    { name: 'token_url', words: ['Token URL'] },
    { name: 'userinfo_url', words: ['Userinfo URL'] },
    { name: 'jwks_url', words: ['JWKS URL'] },
    { name: 'end_session_url', words: ['Logout URL'] },
  ],
}
