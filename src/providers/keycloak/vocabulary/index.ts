import type { Vocabulary } from '../../../plan/vocabulary.ts'
import { clientLabels } from './client.ts'
import { controls } from './controls.ts'
import { otherLabels } from './others.ts'

export const vocabulary: Vocabulary = {
  id: 'keycloak',
  names: ['Keycloak', 'KeyCloak', 'keycloak'],
  objects: [
    { kind: 'client', words: ['OpenID Connect client', 'OIDC client', 'client', 'clients'] },
    { kind: 'client_scope', words: ['client scope', 'client scopes'] },
    {
      kind: 'mapper',
      words: [
        'mapper',
        'mappers',
        'protocol mapper',
        'group mapper',
        'Group Membership',
        'Audience',
        'audience mapper',
      ],
    },
    { kind: 'group', words: ['group', 'groups', 'child group'] },
    { kind: 'role', words: ['realm role', 'realm roles', 'role'] },
    { kind: 'user', words: ['user', 'users', 'test user'] },
    { kind: 'realm', words: ['realm'] },
  ],
  labels: [...clientLabels, ...otherLabels],
  controls,
  maps: [],
  formats: [],
  captures: [
    { name: 'client_id', words: ['Client ID', 'client ID'] },
    { name: 'client_secret', words: ['Client Secret', 'Client secret', 'Secret'] },
    { name: 'realm', words: ['Realm name', 'realm name', 'Realm'] },
    { name: 'issuer', words: ['Issuer', 'Issuer URL', 'issuer'] },
    { name: 'discovery_url', words: ['OpenID Endpoint Configuration', 'Discovery URL'] },
  ],
}
