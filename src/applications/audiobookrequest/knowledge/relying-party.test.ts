import { expect, test } from 'vitest'
import audiobookrequest from '../index.ts'
import { guide, issuer } from '../testing.ts'

const view = (...about: Parameters<typeof guide>) => audiobookrequest.relyingParty(guide(...about), '1.10.4')
const redirect = (...about: Parameters<typeof guide>) => {
  const [{ uri, place, why } = { uri: '', why: '' }] = view(...about).redirectUris
  return [uri, place?.start.line, why]
}
const label = 'Use http or https for the redirect URL'

test('a new installation sends http, and the view says why', () => {
  expect(redirect({ [label]: null })).toEqual([
    'http://audiobookrequest.company/auth/oidc',
    undefined,
    expect.stringContaining('a new installation forces http'),
  ])
  expect(redirect({})).toEqual([
    'https://audiobookrequest.company/auth/oidc',
    8,
    'the redirect scheme is https',
  ])
})

test('auto needs both the header and an address that is trusted', () => {
  const trusted = { block: ['abr.env', 'ABR_APP__FORWARDED_ALLOW_IPS=10.0.0.0/16'] as [string, string] }
  const header = { [label]: 'auto', 'X-Forwarded-Proto': 'https' }
  expect(redirect({ [label]: 'auto' })[0]).toMatch(/^http:/)
  expect(redirect(header)[0]).toMatch(/^http:/)
  expect(redirect({ [label]: 'auto' }, trusted)[0]).toMatch(/^http:/)
  expect(redirect(header, trusted)[0]).toMatch(/^https:/)
})

test('a base path is in the redirect URI', () => {
  const [uri] = redirect({}, { block: ['abr.env', 'ABR_APP__BASE_URL=/abr/'] })
  expect(uri).toBe('https://audiobookrequest.company/abr/auth/oidc')
})

test('it reads two claims, from userinfo alone, and holds them against discovery', () => {
  const { claims, scopes, urls, checksDiscovery, signing } = view()
  expect(claims.map(({ claim, in: token, required }) => [claim, token, required])).toEqual([
    ['preferred_username', 'userinfo', true],
    ['groups', 'userinfo', false],
  ])
  expect(scopes.map(({ scope }) => scope)).toEqual(['openid', 'profile', 'groups'])
  expect(urls).toEqual([
    expect.objectContaining({ url: `${issuer}/.well-known/openid-configuration`, purpose: 'discovery' }),
  ])
  expect([checksDiscovery, signing]).toEqual([true, null])
})
