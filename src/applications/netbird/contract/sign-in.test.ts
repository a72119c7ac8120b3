import { expect, test } from 'vitest'
import { createBrowser } from '../../../web/browser.ts'
import { inEachMode } from '../../_shared/testing/modes.ts'
import netbird from '../index.ts'
import { guide, lena, omar, refusedWith, signIn, start, startProvider, world } from '../testing.ts'

inEachMode(world, 'signing in', () => {
  test('the dashboard sends S256, audience and its own page, hands over the access token and shows the user as owner', async () => {
    await startProvider()
    await start(guide())
    const browser = createBrowser(world.web)
    const [door] = world.app.entrances
    const page = await door!.begin(browser)
    const sent = new URL(browser.history[2]!.url).searchParams
    expect(Object.fromEntries(sent)).toMatchObject({
      redirect_uri: 'https://netbird.company/auth',
      audience: 'netbird',
      code_challenge_method: 'S256',
      scope: 'openid profile email',
    })
    expect(await door!.finish(browser, await world.provider.signIn(browser, page, lena.sub))).toMatchObject({
      outcome: 'signed-in',
      session: {
        username: 'lena@netbird.company',
        displayName: 'Lena Ott',
        groups: [],
        claims: { role: 'owner' },
      },
    })
    expect(browser.history.at(-1)?.url).toBe('https://netbird.company:33073/api/users/current')
  })

  test('the command line is a second entrance on localhost, and a port of its own can be set', async () => {
    await startProvider({ client: { client_id: 'netbird', redirect_uris: ['http://localhost:54321'] } })
    await start(guide({ NETBIRD_AUTH_PKCE_REDIRECT_URL_PORTS: '54321' }))
    expect(await signIn(lena, 'command-line')).toMatchObject({
      outcome: 'signed-in',
      session: { username: 'lena@netbird.company' },
    })
  })

  test('without keys for redirects the dashboard uses fragments of its start page', async () => {
    await startProvider()
    const plan = guide({ NETBIRD_AUTH_REDIRECT_URI: null, NETBIRD_AUTH_SILENT_REDIRECT_URI: null })
    expect(netbird.relyingParty(plan, '0.77.1').redirectUris.map((one) => one.uri)).toEqual([
      'https://netbird.company/#callback',
      'https://netbird.company/#silent-callback',
      'http://localhost:53000',
    ])
    await start(plan)
    expect(await signIn(lena)).toMatchObject({ outcome: 'refused', by: 'provider' })
  })

  test('prompt=login goes out unless it is switched off', async () => {
    await startProvider()
    await start(guide({ NETBIRD_AUTH_PKCE_DISABLE_PROMPT_LOGIN: 'false' }))
    const browser = createBrowser(world.web)
    await world.app.entrances[1]!.begin(browser)
    expect(new URL(browser.history[0]!.url).searchParams.get('prompt')).toBe('login')
  })

  test('a redirect URI that the provider does not know ends at the provider', async () => {
    await startProvider({
      client: { client_id: 'netbird', redirect_uris: ['https://netbird.company/auth/'] },
    })
    await start(guide())
    expect(await signIn(lena)).toMatchObject({ outcome: 'refused', by: 'provider' })
  })

  test('an answer with a foreign state is not redeemed, and a refusal of the provider is shown in its words', async () => {
    await startProvider()
    await start(guide())
    const browser = createBrowser(world.web)
    const [door] = world.app.entrances
    await door!.begin(browser)
    const foreign = await browser.open('https://netbird.company/auth?code=x&state=foreign')
    expect(await door!.finish(browser, foreign)).toEqual(refusedWith('Oops, something went wrong'))
    expect(browser.history.filter((visit) => visit.method === 'POST')).toEqual([])
    await door!.begin(browser)
    const denied = await browser.open(
      'https://netbird.company/auth?error=access_denied&error_description=Not+for+you',
    )
    expect(await door!.finish(browser, denied)).toEqual(refusedWith('Not for you'))
  })

  test('an ID token of another issuer than the discovery document names is not taken', async () => {
    const document = {
      issuer: 'https://idp.company/',
      authorization_endpoint: 'https://idp.company/auth',
      token_endpoint: 'https://idp.company/token',
      jwks_uri: 'https://idp.company/jwks',
    }
    await startProvider({ instead: { '/.well-known/openid-configuration': document } })
    await start(guide())
    expect(await signIn(lena)).toEqual(refusedWith('Oops, something went wrong'))
  })

  test('a provider that does not allow the origin of the dashboard cannot be asked by its script', async () => {
    await startProvider({ foreignOrigin: true })
    await start(guide())
    expect(await signIn(lena)).toEqual(refusedWith('Oops, something went wrong'))
  })

  test('a confidential client without secret in setup.env: the dashboard and the command line fail each in their way', async () => {
    const client = {
      client_id: 'netbird',
      client_secret: 'a-secret-of-the-provider',
      token_endpoint_auth_method: 'client_secret_post' as const,
    }
    await startProvider({ client })
    await start(guide())
    expect(await signIn(lena)).toEqual(refusedWith('Oops, something went wrong'))
    expect(await signIn(lena, 'command-line')).toMatchObject({
      message: expect.stringMatching(/^oauth2: "invalid_client"/),
    })
    await start(guide({ NETBIRD_AUTH_CLIENT_SECRET: '<client_secret>' }), {
      client_id: 'netbird',
      client_secret: client.client_secret,
    })
    expect(await signIn(lena)).toMatchObject({ outcome: 'signed-in' })
    expect(await signIn(omar, 'command-line')).toMatchObject({ outcome: 'signed-in' })
  })
})
