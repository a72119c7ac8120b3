import { expect, test } from 'vitest'
import synapse from '../index.ts'
import { callback, guide, issuer, line, restriction } from '../testing.ts'

const view = (change?: (text: string) => string) =>
  synapse.relyingParty(guide(change), synapse.defaultVersion)

test('the good guide: one redirect URI, two scopes, claims of the ID token, Basic, PKCE', () => {
  expect(view()).toMatchObject({
    redirectUris: [{ uri: callback, place: { start: { line: 14 } } }],
    scopes: [{ scope: 'openid' }, { scope: 'profile' }],
    claims: [
      { claim: 'sub', in: 'id_token', required: true },
      { claim: 'preferred_username', in: 'id_token', required: true, place: { start: { line: 25 } } },
      { claim: 'name', in: 'id_token', required: false },
    ],
    urls: [{ url: issuer, purpose: 'issuer' }],
    tokenAuthentication: 'client_secret_basic',
    pkce: true,
    groupMap: [],
  })
})

test('the redirect URI follows `public_baseurl`, with a slash where it has none, and gives way to its own key', () => {
  const sent = (by: string) => view(line('public_baseurl', by)).redirectUris.map(({ uri }) => uri)
  expect(sent('"https://chat.company/matrix"')).toEqual([
    'https://chat.company/matrix/_synapse/client/oidc/callback',
  ])
  const other = view((text) => `${text}    redirect_uri: "https://chat.company/back"\n`)
  expect(other.redirectUris[0]?.uri).toBe('https://chat.company/back')
})

test('claims are read from userinfo without the scope `openid`, and where the file says so', () => {
  const tokens = (change: (text: string) => string) => new Set(view(change).claims.map((one) => one.in))
  expect(tokens((text) => text.replace('"openid", ', ''))).toEqual(new Set(['userinfo']))
  expect(tokens((text) => `${text}    user_profile_method: userinfo_endpoint\n`)).toEqual(
    new Set(['userinfo']),
  )
})

test('without scopes it asks for openid, and without a secret it is a public client', () => {
  expect(view(line('scopes', null)).scopes).toEqual([{ scope: 'openid' }])
  expect(view(line('client_secret', null)).tokenAuthentication).toBe('none')
  expect(view((text) => `${text}    pkce_method: never\n`).pkce).toBe(false)
})

test('required groups are rows, one for each value', () => {
  const rows = (value: string) =>
    view((text) => text + restriction.replace('value: "staff"', value)).groupMap.map(({ remote }) => remote)
  expect(rows('value: "staff"')).toEqual(['staff'])
  expect(rows('one_of: ["staff", "guests"]')).toEqual(['staff', 'guests'])
})
