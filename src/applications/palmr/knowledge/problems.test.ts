import { expect, test } from 'vitest'
import type { Sketch } from '../../_shared/testing/plan.ts'
import palmr from '../index.ts'
import { builtIn, guide, type Rows, words } from '../testing.ts'

const authentik = (changes: Rows = {}) => guide('authentik', builtIn, changes)

test('the redirect URI follows the address under which the reader opens Palmr', () => {
  const uris = (more: Partial<Sketch>) =>
    palmr
      .relyingParty(guide('authentik', builtIn, {}, more), '3.3.2-beta')
      .redirectUris.map((one) => new URL(one.uri).origin)
  expect(uris({})).toEqual(['https://palmr.company'])
  expect(uris({ urls: ['https://palmr.company:5487/login'] })).toEqual(['https://palmr.company:5487'])
  expect(
    uris({ urls: ['http://palmr.company', 'https://palmr.company', 'https://elsewhere.company'] }),
  ).toEqual(['https://palmr.company', 'http://palmr.company'])
  expect(uris({ hosts: [] })).toEqual([])
})

test('a guide that forgets a field, or writes no address', () => {
  expect(words(authentik({ 'Provider URL': null }))).toEqual([expect.stringContaining('the example address')])
  expect(words(authentik({ 'Client ID': null }))).toEqual([
    expect.stringContaining('Client ID not configured for provider: authentik'),
  ])
  expect(words(authentik({ 'Client Secret': null }))).toEqual([expect.stringContaining('without a secret')])
  expect(words(authentik({ 'Provider URL': 'idp.company' }))).toEqual([
    expect.stringContaining('Invalid Provider URL format'),
  ])
  expect(words(authentik({ 'Admin Email Domains': 'palmr.company' }))).toEqual([
    expect.stringContaining('has no effect'),
  ])
  expect(words(authentik())).toEqual([])
})
