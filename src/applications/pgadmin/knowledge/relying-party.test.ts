import { expect, test } from 'vitest'
import pgadmin from '../index.ts'
import { callback, guide, issuer, line, more, restricted } from '../testing.ts'

const view = (change?: (text: string) => string) =>
  pgadmin.relyingParty(guide(change), pgadmin.defaultVersion)

test('the good guide: one redirect URI, three scopes, a claim of the ID token, Basic, no PKCE', () => {
  expect(view()).toMatchObject({
    redirectUris: [{ uri: callback }],
    scopes: [{ scope: 'openid', place: { start: { line: 22 } } }, { scope: 'email' }, { scope: 'profile' }],
    claims: [{ claim: 'preferred_username', in: 'id_token', required: true, place: { start: { line: 23 } } }],
    urls: [{ url: `${issuer}/.well-known/openid-configuration`, purpose: 'discovery' }],
    tokenAuthentication: 'client_secret_basic',
    pkce: false,
    responseMode: 'query',
    groupMap: [],
  })
})

test('both keys switch PKCE on, and without a secret it is a public client', () => {
  const both = more("'OAUTH2_CHALLENGE_METHOD': 'S256',", "'OAUTH2_RESPONSE_TYPE': 'code',")
  expect(view(both).pkce).toBe(true)
  expect(view(more("'OAUTH2_RESPONSE_TYPE': 'code',")).pkce).toBe(false)
  expect(view(line('OAUTH2_CLIENT_SECRET', null)).tokenAuthentication).toBe('none')
})

test('without a scope in the file it asks for two, and checks no signature', () => {
  const { scopes, signing } = view(line('OAUTH2_SCOPE', null))
  expect(scopes).toEqual([{ scope: 'email' }, { scope: 'profile' }])
  expect(signing).toBeNull()
  expect(view().signing).toContain('RS256')
})

test('the values of a claim about groups are rows, and the claim is required where it is the only one', () => {
  const { claims, groupMap } = view(restricted)
  expect(groupMap.map(({ remote }) => remote)).toEqual(['staff'])
  expect(claims).toContainEqual(expect.objectContaining({ claim: 'groups', in: 'id_token', required: true }))
  const two = view(
    more("'OAUTH2_ADDITIONAL_CLAIMS': {'groups': ['a', 'b'], 'email': ['ann@company.company']},"),
  )
  expect(two.groupMap.map(({ remote }) => remote)).toEqual(['a', 'b'])
  expect(two.claims.filter(({ required }) => required).map(({ claim }) => claim)).toEqual([
    'preferred_username',
  ])
})

test('with an address of userinfo claims may be there', () => {
  const from = view((text) => more(`'OAUTH2_USERINFO_ENDPOINT': '${issuer}/me',`)(restricted(text))).claims
  expect(new Set(from.map((one) => one.in))).toEqual(new Set(['userinfo']))
})

test('a proxy that is not believed makes the redirect URI one of plain http', () => {
  expect(view(line('PROXY_X_PROTO_COUNT', '0')).redirectUris[0]?.uri).toBe(
    callback.replace('https:', 'http:'),
  )
})
