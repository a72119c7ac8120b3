import { expect, test } from 'vitest'
import { inEachMode } from '../../_shared/testing/modes.ts'
import palmr from '../index.ts'
import {
  browserOf,
  guide,
  install,
  lena,
  own,
  type Rows,
  signIn,
  startProvider,
  words,
  world,
} from '../testing.ts'

inEachMode(world, 'a provider of one’s own', () => {
  const keycloak = (changes: Rows = {}) => guide('keycloak', own, changes)

  test('is discovered, and its name in lower case is part of the redirect URI', async () => {
    await startProvider('company-sso')
    const plan = keycloak()
    await install(plan)
    expect(palmr.relyingParty(plan, '3.3.2-beta').redirectUris[0]?.uri).toBe(
      'https://palmr.company/api/auth/providers/company-sso/callback',
    )
    expect(await signIn()).toMatchObject({ outcome: 'signed-in', session: { username: 'lena.ott' } })
  })

  test('with a slash at the end of the Provider URL guessed endpoints are used in silence', async () => {
    await startProvider('company-sso')
    const plan = keycloak({ 'Provider URL': 'https://idp.company/' })
    await install(plan)
    const browser = browserOf()
    expect(await signIn(lena, browser)).toMatchObject({ outcome: 'refused', by: 'provider' })
    expect(new URL(browser.history[1]!.url).pathname).toBe('/oauth2/authorize')
    expect(palmr.problems(plan, '3.3.2-beta')).toMatchObject([{ expected: 'https://idp.company' }])
  })

  test('takes three endpoints instead, absolute or joined', async () => {
    await startProvider('company-sso')
    const plan = keycloak({
      'Configuration Method': 'Manual Endpoints (Recommended)',
      'Provider URL': null,
      'Authorization Endpoint': 'https://idp.company/auth',
      'Token Endpoint': 'https://idp.company/token',
      'User Info Endpoint': 'https://idp.company/me',
    })
    expect(words(plan)).toEqual([])
    await install(plan)
    expect(await signIn()).toMatchObject({ outcome: 'signed-in' })
  })

  test('of type OAuth 2.0 is never discovered and sends no PKCE', async () => {
    await startProvider('company-sso')
    const plan = keycloak({ Type: 'OAuth 2.0' })
    await install(plan)
    const browser = browserOf()
    await signIn(lena, browser)
    expect(browser.history[1]!.url).toMatch(
      /^https:\/\/idp\.company\/oauth2\/authorize\?(?!.*code_challenge)/,
    )
    expect(words(plan)).toEqual([expect.stringContaining('OAuth 2.0')])
  })

  test('keeps the scopes that are entered', async () => {
    await startProvider('company-sso')
    const plan = keycloak({ 'OAuth Scopes': 'openid email' })
    await install(plan)
    expect(await signIn()).toMatchObject({ session: { displayName: 'lena.ott' } })
    expect(words(plan)).toEqual([expect.stringContaining('lacks `profile`')])
  })

  test.each<[Rows, string]>([
    [{ 'Display Name': null }, 'Please fill in all required fields'],
    [{ 'Client Secret': null }, 'Please fill in all required fields'],
    [{ 'Provider URL': null }, 'Either provide a Provider URL'],
    [{ 'Token Endpoint': '/token' }, 'Either provide issuerUrl for automatic discovery OR all three'],
    [{ 'Provider Name': 'authentik' }, 'Failed to create provider'],
    [{ 'Provider Name': null }, 'has no built-in row'],
    [{ 'Provider URL': 'idp.company' }, 'Invalid issuer URL'],
  ])('%j is refused with the words of form or server', async (changes, text) => {
    await startProvider('company-sso')
    const plan = keycloak(changes)
    expect(words(plan)).toEqual([expect.stringContaining(text)])
    await expect(install(plan)).rejects.toMatchObject({
      name: 'Refused',
      message: expect.stringContaining(text),
    })
  })
})
