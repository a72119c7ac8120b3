import { expect, test } from 'vitest'
import { createBrowser } from '../../../web/browser.ts'
import { inEachMode } from '../../_shared/testing/modes.ts'
import netbird from '../index.ts'
import { guide, refusedWith, start, startProvider, world } from '../testing.ts'

inEachMode(world, 'configure.sh and the start of the containers', () => {
  test.each([
    ['NETBIRD_AUTH_OIDC_CONFIGURATION_ENDPOINT', 'property must be set in the setup.env file'],
    ['NETBIRD_AUTH_CLIENT_ID', 'AUTH_CLIENT_ID or AUTH0_CLIENT_ID environment variable must be set'],
    ['NETBIRD_AUTH_AUDIENCE', 'AUTH_AUDIENCE or AUTH0_AUDIENCE environment variable must be set'],
    ['NETBIRD_AUTH_SUPPORTED_SCOPES', 'AUTH_SUPPORTED_SCOPES environment variable must be set'],
  ])('without %s the installation stops, and the guide is told before', async (key, words) => {
    await startProvider()
    const plan = guide({ [key]: null })
    await expect(start(plan)).rejects.toThrow(words)
    expect(netbird.problems(plan, '0.77.1')).toEqual([
      expect.objectContaining({ message: expect.stringContaining(words), expected: key }),
    ])
  })

  test('a discovery address that answers 404 stops management with the answer', async () => {
    await startProvider()
    const plan = guide({
      NETBIRD_AUTH_OIDC_CONFIGURATION_ENDPOINT:
        'https://idp.company/o/netbird-client/.well-known/openid-configuration',
    })
    await expect(start(plan)).rejects.toMatchObject({
      name: 'Refused',
      message: expect.stringContaining('OIDC configuration request returned status 404 with response:'),
      place: { start: { line: 3 } },
    })
  })

  test('a discovery document without token endpoint leaves the command line without a flow', async () => {
    const document = {
      issuer: 'https://idp.company',
      jwks_uri: 'https://idp.company/jwks',
      authorization_endpoint: 'https://idp.company/auth',
    }
    world.web.route('https://idp.company', {
      listener: (_, response) => response.end(JSON.stringify(document)),
    })
    await start(guide())
    const [, door] = world.app.entrances
    const browser = createBrowser(world.web)
    expect(await door!.finish(browser, await door!.begin(browser))).toEqual(
      refusedWith(
        'invalid provider configuration received from management: Token Endpoint value is empty. Contact your NetBird administrator',
      ),
    )
  })

  test.each([
    [
      'NETBIRD_MGMT_IDP_SIGNKEY_REFRESH',
      'yes',
      { name: 'Refused', message: 'jq: parse error: Invalid literal' },
    ],
    ['NETBIRD_MGMT_IDP', 'pocket-id', { name: 'Refused', message: 'invalid manager type: pocket-id' }],
    ['NETBIRD_MGMT_IDP', 'keycloak', { name: 'NotKnown' }],
  ])('%s=%s stops it, and what the profile does not play it does not guess', async (key, value, error) => {
    await startProvider()
    await expect(start(guide({ [key]: value }))).rejects.toMatchObject(error)
  })

  test('slashes at the end of the issuer are cut before the dashboard asks for the document', async () => {
    const base = 'https://idp.company/o/netbird/'
    const instead = {
      '/o/netbird/.well-known/openid-configuration': {
        issuer: base,
        authorization_endpoint: `${base}auth`,
        token_endpoint: `${base}token`,
        jwks_uri: `${base}jwks`,
      },
    }
    await startProvider({ instead })
    await start(
      guide({ NETBIRD_AUTH_OIDC_CONFIGURATION_ENDPOINT: `${base}.well-known/openid-configuration` }),
    )
    const browser = createBrowser(world.web)
    await world.app.entrances[0]!.begin(browser)
    expect(browser.history[1]!.url).toBe(`${base}.well-known/openid-configuration`)
  })

  test('a host that nobody serves cannot be resolved', async () => {
    await startProvider()
    await expect(
      start(guide({ NETBIRD_AUTH_OIDC_CONFIGURATION_ENDPOINT: 'https://other.company/x' })),
    ).rejects.toThrow('curl: (6) Could not resolve host: other.company')
  })

  test.each([
    ['NETBIRD_AUTH_AUDIENCE', '`<client_id>`', 'bash runs what stands in backticks'],
    ['NETBIRD_AUTH_SUPPORTED_SCOPES', 'openid profile email', 'bash takes `profile` for a command'],
  ])('%s=%s is lost when bash reads it', async (key, value, why) => {
    await startProvider()
    const plan = guide({ [key]: value })
    expect(netbird.problems(plan, '0.77.1').map((one) => one.message)).toEqual([expect.stringContaining(why)])
    await expect(start(plan)).rejects.toThrow('environment variable must be set')
  })
})
