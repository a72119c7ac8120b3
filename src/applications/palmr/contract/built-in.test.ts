import { expect, test } from 'vitest'
import { inEachMode } from '../../_shared/testing/modes.ts'
import palmr from '../index.ts'
import {
  asUser,
  authentikPaths,
  bindings,
  browserOf,
  builtIn,
  guide,
  install,
  lena,
  type Rows,
  refusedWith,
  signIn,
  startProvider,
  words,
  world,
} from '../testing.ts'

inEachMode(world, 'a built-in row', () => {
  const authentik = (changes: Rows = {}) => guide('authentik', builtIn, changes)

  test('joins its endpoints to the Provider URL, sends S256 and no nonce, and names the user by the address', async () => {
    await startProvider('authentik', { configuration: authentikPaths })
    await install(authentik())
    const browser = browserOf()
    expect(await signIn(lena, browser)).toMatchObject({
      outcome: 'signed-in',
      session: {
        username: 'lena.ott',
        displayName: 'Lena Maria Ott',
        groups: [],
      },
    })
    const sent = new URL(browser.history[1]!.url)
    expect(sent.pathname).toBe('/application/o/authorize/')
    expect(Object.fromEntries(sent.searchParams)).toEqual({
      client_id: 'palmr',
      redirect_uri: 'https://palmr.company/api/auth/providers/authentik/callback',
      response_type: 'code',
      scope: 'openid profile email',
      state: expect.stringMatching(/^[0-9a-f]{64}$/),
      code_challenge: expect.any(String),
      code_challenge_method: 'S256',
    })
  })

  test('promises what happens', async () => {
    await startProvider('authentik', { configuration: authentikPaths })
    const plan = authentik()
    await install(plan)
    const promised = world.app.expect(plan, asUser(lena), world.app.entrances[0]!)
    const result = await signIn()
    expect(promised).toMatchObject({ outcome: 'signed-in', username: 'lena.ott', groups: [] })
    expect(result).toMatchObject({ session: { username: 'lena.ott', groups: [] } })
  })

  test('with the issuer as Provider URL the browser ends on an address of the provider that does not exist', async () => {
    await startProvider('authentik', { configuration: authentikPaths })
    const plan = authentik({ 'Provider URL': 'https://idp.company/application/o/palmr/' })
    await install(plan)
    expect(await signIn()).toMatchObject({ outcome: 'refused', by: 'provider' })
    expect(palmr.problems(plan, '3.3.2-beta')).toMatchObject([{ expected: 'https://idp.company' }])
    expect(palmr.relyingParty(plan, '3.3.2-beta').urls.map((one) => one.url)).toContain(
      'https://idp.company/application/o/palmr/application/o/authorize/',
    )
  })

  test('an edit of the scopes is thrown away with a success message', async () => {
    await startProvider('authentik', { configuration: authentikPaths })
    const plan = authentik({ 'OAuth Scopes': 'openid profile email groups' })
    await install(plan)
    const browser = browserOf()
    await signIn(lena, browser)
    expect(new URL(browser.history[1]!.url).searchParams.get('scope')).toBe('openid profile email')
    expect(words(plan)).toEqual([expect.stringContaining('**OAuth Scopes** is discarded')])
  })

  test('a wrong secret is told by the log-in page in its own words', async () => {
    await startProvider('authentik', { configuration: authentikPaths })
    const plan = authentik()
    await install(plan, { ...bindings, client_secret: 'another-secret' })
    expect(await signIn()).toEqual(refusedWith('Failed to authenticate with authentik. Please try again.'))
    const view = { confidential: true, redirects: [], allowedGroups: [] } as unknown as Parameters<
      typeof world.app.expectFault
    >[2]
    expect(world.app.expectFault('wrong-secret', world.app.entrances[0]!, view)).toMatchObject({
      by: 'application',
    })
    // A container's log comes a little later.
    await expect
      .poll(() => world.app.logs(), { timeout: 5000 })
      .toContainEqual(expect.stringMatching(/Token exchange failed: 4\d\d - /))
  })

  test('a redirect URI that the provider does not know never comes back to Palmr', async () => {
    await startProvider('authentik/', { configuration: authentikPaths })
    await install(authentik())
    expect(await signIn()).toMatchObject({ outcome: 'refused', by: 'provider' })
  })

  test('a row that stays off cannot be signed in through, and another row is another provider', async () => {
    await startProvider('authentik', { configuration: authentikPaths })
    const off = authentik({ Authentik: 'Off' })
    await install(off)
    expect(await signIn()).toEqual(refusedWith('Provider not found or disabled: authentik'))
    expect(words(off)).toEqual([expect.stringContaining('Provider not found or disabled: authentik')])
    expect(words(authentik({ Zitadel: 'On' }))).toEqual([
      expect.stringContaining('**Zitadel** is switched on'),
    ])
    expect(words(authentik({ Authentik: 'On' }))).toEqual([])
  })

  test('an empty client ID is noticed when somebody signs in', async () => {
    await startProvider('authentik', { configuration: authentikPaths })
    await install(authentik({ 'Client ID': '' }))
    expect(await signIn()).toEqual(refusedWith('Client ID not configured for provider: authentik'))
  })
})
