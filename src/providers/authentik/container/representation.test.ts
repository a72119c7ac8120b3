import { expect, test } from 'vitest'
import { guide, rolesExpression } from '../fixtures/guide.ts'
import { readSetup } from '../setup.ts'
import { placeOfField, representationOf } from './representation.ts'

const version = '2026.5.0'
const represent = (changes: Parameters<typeof guide>[0] = {}, of = version) =>
  representationOf(readSetup(guide(changes), of), {}, of)

test('a guide as the REST API takes it, with what the wizard sends where the guide is silent', () => {
  const { provider, application, flows, signingKey, selected, mappings, groups, entitlements } = represent()
  expect(application).toEqual({ name: 'Technitium DNS Server', slug: 'technitium-dns-server' })
  expect(provider).toEqual({
    name: 'Provider for Technitium DNS Server (Touchstone)',
    client_type: 'confidential',
    redirect_uris: [
      {
        matching_mode: 'strict',
        url: 'https://technitium.company/sso/callback',
        redirect_uri_type: 'authorization',
      },
    ],
    sub_mode: 'hashed_user_id',
    issuer_mode: 'per_provider',
    include_claims_in_id_token: true,
    access_code_validity: 'minutes=1',
    access_token_validity: 'minutes=5',
    refresh_token_validity: 'days=30',
    refresh_token_threshold: 'hours=1',
    grant_types: ['authorization_code', 'refresh_token'],
  })
  expect(flows).toEqual({
    authorization: 'default-provider-authorization-implicit-consent',
    invalidation: 'default-provider-invalidation-flow',
  })
  expect(signingKey).toBe('authentik Self-signed Certificate')
  expect(selected.map(({ name }) => name)).toEqual([
    "authentik default OAuth Mapping: OpenID 'openid'",
    "authentik default OAuth Mapping: OpenID 'email'",
    "authentik default OAuth Mapping: OpenID 'profile'",
    'DNS roles',
  ])
  expect(mappings.map(({ body }) => body)).toEqual([
    { name: 'DNS roles', scope_name: 'profile', expression: rolesExpression },
  ])
  expect(groups.map(({ text }) => text)).toEqual(['staff'])
  expect(entitlements.map(({ text }) => text)).toEqual(['dns-admins'])
})

test('what the guide says takes the place of what the wizard would send', () => {
  const { provider, application, flows, signingKey } = represent({
    'application.slug': ['application', 'slug', 'dns'],
    'client.client_type': ['client', 'client_type', 'Public'],
    'client.authorization_flow': [
      'client',
      'authorization_flow',
      'default-provider-authorization-explicit-consent',
    ],
    'client.redirect_uris': ['client', 'redirect_uris', 'https://technitium\\.company/.*', ['Regex']],
    'client.signing_key': ['client', 'signing_key', 'none'],
    'client.client_id': ['client', 'client_id', 'dns-client'],
    'client.access_token_validity': ['client', 'access_token_validity', 'days=7'],
    'client.grant_types': ['client', 'grant_types', ['Refresh Token', 'Device Code']],
  })
  expect([application.slug, signingKey, flows.authorization]).toEqual([
    'dns',
    null,
    'default-provider-authorization-explicit-consent',
  ])
  expect(provider).toMatchObject({
    client_type: 'public',
    client_id: 'dns-client',
    redirect_uris: [{ matching_mode: 'regex', url: 'https://technitium\\.company/.*' }],
    access_token_validity: 'days=7',
    grant_types: ['refresh_token', 'urn:ietf:params:oauth:grant-type:device_code'],
  })
})

test('fields that came with 2026.5 are not sent to an older server', () => {
  const { provider } = represent({}, '2026.2.0')
  expect(provider).not.toHaveProperty('grant_types')
  expect(provider.redirect_uris).toEqual([
    { matching_mode: 'strict', url: 'https://technitium.company/sso/callback' },
  ])
})

test('a scope that nobody ships is asked for all the same: the server shall refuse it', () => {
  const { selected } = represent({
    'client.property_mappings': ['client', 'property_mappings', ['DNS rolls']],
  })
  expect(selected.map(({ name }) => name)).toContain('DNS rolls')
})

test('a refusal is put where the guide says the value', () => {
  const setup = readSetup(guide({ 'application.slug': ['application', 'slug', 'dns'] }), version)
  const [mapping] = setup.mappings
  expect(placeOfField('provider', 'redirect_uris[0].url', setup)).toBe(setup.redirects[0]?.place)
  expect(placeOfField('application', 'slug', setup)).toBe(setup.slug?.place)
  expect(placeOfField('mapping', 'expression', setup, mapping)).toBe(mapping?.expression.place)
  expect(placeOfField('provider', 'a field of tomorrow', setup)).toBe(setup.place)
})
