import { describe, expect, test } from 'vitest'
import { guide } from './fixtures/guide.ts'
import keycloak from './index.ts'

const said = (name: string, change: (text: string) => string, version = '26.7') =>
  keycloak
    .problems(guide(name, change), version)
    .map(({ message, place }) => `${place.start.line}: ${message}`)

describe('the client of a guide', () => {
  test('is what the console would have made of it', () => {
    const client = keycloak.client(guide('groups'), '26.7')
    expect(client).toMatchObject({
      confidential: true,
      redirects: [{ mode: 'exact', uri: 'https://wiki.company/cb' }],
      pkce: 'optional',
      issuer: 'https://keycloak.company/realms/<realm>',
      groups: [{ name: 'editors' }],
      unknownScope: 'refused',
    })
    expect(client.claimsSupported).not.toContain('groups')
    const claims = client.scopes.find((scope) => scope.scope === 'openid')?.claims
    expect(claims).toContainEqual(expect.objectContaining({ claim: 'groups', in: ['id_token', 'userinfo'] }))
    expect(client.scopes.map((scope) => scope.scope)).not.toContain('groups')
  })

  test('requires PKCE by the switch of 26.6, by the method before', () => {
    const plan = guide('scope')
    expect(keycloak.client(plan, '26.7').pkce).toBe('required')
    const older = guide('scope', (text) => text.replace('**Require PKCE**: On', '**PKCE Method**: `S256`'))
    const pkce = (version: string) => keycloak.client(older, version).pkce
    expect(['26.4', '26.5', '26.6', '26.7'].map(pkce)).toEqual([
      'required',
      'required',
      'optional',
      'optional',
    ])
  })

  test('has a scope of its own once it was added to it', () => {
    const scopes = (change?: (text: string) => string) =>
      keycloak.client(guide('scope', change), '26.7').scopes.map((scope) => scope.scope)
    expect(scopes()).toContain('groups')
    expect(scopes((text) => text.replace('**Add client scope**', 'that'))).not.toContain('groups')
  })

  test('takes its realm from the guide: a placeholder, or a name in an address', () => {
    expect(keycloak.client(guide('scope'), '26.7').issuer).toBe('https://keycloak.company/realms/media')
  })
})

describe('problems', () => {
  test('a guide that is right has none', () => {
    expect([...said('groups', (text) => text), ...said('scope', (text) => text)]).toEqual([])
  })

  test.each([
    [
      'groups',
      '- **Full group path**: Off\n',
      '',
      /Full group path.* is on in a new mapper: the claim holds `\/editors`/,
    ],
    ['groups', '**Client authentication**: On', '**Client authentication**: Off', /off has no secret/],
    ['groups', '- **Client authentication**: On\n', '', /off has no secret/],
    ['groups', '**Standard flow**: On', '**Standard flow**: Off', /Standard flow is disabled/],
    ['groups', '`OpenID Connect`', '`SAML`', /speaks no OpenID Connect/],
    [
      'groups',
      '- **Valid redirect URIs**: `https://wiki.company/cb`\n',
      '',
      /without \*\*Valid redirect URIs\*\*/,
    ],
    ['groups', 'https://wiki.company/cb', 'https://*.company/cb', /wildcard only at the very end/],
    ['groups', 'https://wiki.company/cb', 'https://wiki.company/#cb', /fragment/],
    ['groups', '- **Token Claim Name**: `groups`\n', '', /writes no claim/],
    ['groups', '**Full group path**: Off', '**Full group path**: On', /^36: .*is on: the claim holds/],
    [
      'groups',
      '**Web origins**: `https://wiki.company`',
      '**Web origins**: `https://wiki.company/`',
      /matches no browser/,
    ],
    [
      'groups',
      '**Web origins**: `https://wiki.company`',
      '**Web origins**: `http://wiki.company`',
      /no origin of this client/,
    ],
    [
      'scope',
      '**Full group path**: Off',
      '**Full group path**: Off\n- **Add to ID token**: Off\n- **Add to access token**: Off\n- **Add to userinfo**: Off',
      /adds to no token/,
    ],
    ['scope', '**Add client scope**', 'that', /never given to the client/],
    ['scope', '**Require PKCE**: On', '**PKCE Method**: `S256`', /shown only while \*\*Require PKCE\*\*/],
  ])('%s without "%s"', (name, from, to, message) => {
    expect(said(name, (text) => text.replace(from, to))).toEqual([expect.stringMatching(message)])
  })
})

describe('routes', () => {
  const route = (path: string) => keycloak.route(guide('scope'), path, '26.7')

  test.each([
    '/realms/media',
    '/realms/media/',
    '/realms/media/.well-known/openid-configuration',
    '/realms/media/protocol/openid-connect/token/',
  ])('%s is answered, with a slash at its end or without', (path) => {
    expect(route(path)).toMatchObject({ routed: true })
  })

  test.each([
    ['/auth/realms/media', '/realms/media'],
    ['/.well-known/openid-configuration', '/realms/media/.well-known/openid-configuration'],
    ['/realms/other/.well-known/openid-configuration', '/realms/media/.well-known/openid-configuration'],
    ['/realms/media/protocol/openid-connect/authorize', '/realms/media/protocol/openid-connect/auth'],
  ])('%s is not: %s is', (path, nearest) => {
    expect(route(path)).toMatchObject({ routed: false, nearest })
  })
})
