import { expect, test } from 'vitest'
import { sketch } from '../../_shared/testing/plan.ts'
import technitium from '../index.ts'
import { guide, rows } from '../testing.ts'
import { vocabulary } from '../vocabulary.ts'

const redirects = (change: Parameters<typeof guide>[0]) =>
  technitium
    .relyingParty(guide(change), '15.2.0')
    .redirectUris.map(({ uri, place }) => [uri, place?.start.line])

test('the redirect URI has the scheme that the server sees; of a proxy that nobody speaks of it is what is usual', () => {
  expect(redirects({})).toEqual([['https://technitium.company/sso/callback', 1]])
  expect(redirects({ 'X-Forwarded-Proto': null })).toEqual([
    ['https://technitium.company/sso/callback', undefined],
  ])
  expect(redirects({ 'X-Forwarded-Proto': 'http' })).toEqual([['http://technitium.company/sso/callback', 1]])
  expect(redirects({ 'X-Forwarded-Proto': '$scheme' })).toEqual([
    ['https://technitium.company/sso/callback', 1],
  ])
})

test('host and path that the proxy announces are taken over', () => {
  const [[uri] = []] = redirects({ 'X-Forwarded-Host': 'dns.company', 'X-Forwarded-Prefix': '/dns' })
  expect(uri).toBe('https://dns.company/dns/sso/callback')
})

test('with TLS of its own the console is on port 53443', () => {
  const settings = Object.entries(rows).filter(([label]) => label !== 'X-Forwarded-Proto')
  const plan = sketch({ vocabulary, settings, block: ['t.env', 'DNS_SERVER_WEB_SERVICE_ENABLE_HTTPS=true'] })
  const [redirect] = technitium.relyingParty(plan, '15.2.0').redirectUris
  expect(redirect?.uri).toBe('https://technitium.company:53443/sso/callback')
})

test('scopes, claims, addresses and rows, each where the guide decides it', () => {
  const view = technitium.relyingParty(guide(), '15.2.0')
  expect(view.scopes.map(({ scope }) => scope)).toEqual(['openid', 'profile', 'email', 'groups'])
  expect(view.claims.filter(({ required }) => required).map(({ claim }) => claim)).toEqual(['sub'])
  expect(new Set(view.claims.map((claim) => claim.in))).toEqual(new Set(['id_token']))
  expect(view.urls).toEqual([expect.objectContaining({ url: 'https://idp.company', purpose: 'issuer' })])
  expect(view.groupMap.map(({ remote, local, place }) => [remote, local, place.start.line])).toEqual([
    ['dns-admins', 'DNS Administrators', 10],
    ['dhcp-admins', 'DHCP Administrators', 11],
  ])
  expect(view.signing).not.toContain('HS256')
})

test('scopes that the guide leaves alone, by version', () => {
  const scopes = (version: string) =>
    technitium
      .relyingParty(guide({ Scopes: null }), version)
      .scopes.map(({ scope }) => scope)
      .join(' ')
  expect(scopes('15.2.0')).toBe('openid profile email')
  expect(scopes('15.0.1')).toBe('openid profile email groups roles')
})
