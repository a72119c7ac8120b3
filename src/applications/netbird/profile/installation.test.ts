import { describe, expect, test } from 'vitest'
import { createBrowser } from '../../../web/browser.ts'
import netbird from '../index.ts'
import { app, fileWith, guide, refusedWith, start, startProvider, web } from '../testing.ts'

describe('configure.sh and the start of the containers', () => {
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
    web.route('https://idp.company', { listener: (_, response) => response.end(JSON.stringify(document)) })
    await start(guide())
    const [, door] = app.entrances
    const browser = createBrowser(web)
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
    const browser = createBrowser(web)
    await app.entrances[0]!.begin(browser)
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

  test.each([
    ['NETBIRD_USE_AUTH0', 'true', 'for Auth0'],
    ['NETBIRD_TOKEN_SOURCE', 'idtoken', 'exactly `idToken`'],
    ['NETBIRD_DASH_AUTH_USE_AUDIENCE', 'no', 'exactly `false`'],
    ['NETBIRD_AUTH_DEVICE_AUTH_PROVIDER', 'hosted', 'it becomes `none`'],
    ['NETBIRD_AUTH_PKCE_DISABLE_PROMPT_LOGIN', 'yes', 'no JSON'],
    ['NETBIRD_AUTH_REDIRECT_URI', 'auth', 'joins it to its own address'],
    ['NETBIRD_AUTH_SUPPORTED_SCOPES', '"profile email"', 'no ID token'],
    ['NETBIRD_AUTH_SUPPORTED_SCOPES', '"openid profile"', 'without name or email'],
    ['NETBIRD_MGMT_IDP', 'pocket-id', 'invalid manager type: pocket-id'],
    ['NETBIRD_IDP_MGMT_EXTRA_PAT', 'x', 'does not read'],
    ['NETBIRD_IDP_MGMT_CLIENT_SECRET', 'x', '`NETBIRD_MGMT_IDP` is `none`'],
    ['NETBIRD_MGMT_API_ENDPOINT', 'https://netbird.company', 'base.setup.env'],
    ['NETBIRD_DOMAIN', 'https://netbird.company', 'bare host'],
  ])('%s=%s is refused, overwritten or ignored', (key, value, words) => {
    const reports = netbird.problems(guide({ [key]: value }), '0.77.1')
    expect(reports.map((one) => `${one.message} ${one.help}`)).toEqual([expect.stringContaining(words)])
  })

  test('a good guide has no problems; with authentik prompt=login must be switched off', () => {
    expect(netbird.problems(guide(), '0.77.1')).toEqual([])
    const plan = guide({ NETBIRD_AUTH_PKCE_DISABLE_PROMPT_LOGIN: null }, { provider: 'authentik' })
    expect(netbird.problems(plan, '0.77.1')).toMatchObject([{ expected: 'true', actual: 'false' }])
  })

  test('a domain that is not the declared host, and a dashboard that is opened without TLS', () => {
    const hosts = ['netbird.company']
    expect(netbird.problems(guide({}, { hosts, urls: ['https://netbird.company'] }), '0.77.1')).toEqual([])
    expect(netbird.problems(guide({ NETBIRD_DOMAIN: 'netbird.cxmpany' }, { hosts }), '0.77.1')).toMatchObject(
      [{ expected: 'netbird.company', actual: 'netbird.cxmpany' }],
    )
    expect(
      netbird.problems(guide({}, { hosts, urls: ['http://netbird.company/peers'] }), '0.77.1'),
    ).toMatchObject([{ expected: 'https://netbird.company/peers' }])
  })

  test('a file of another name is none that configure.sh reads', () => {
    const plan = guide({}, { block: ['docker-compose.env', fileWith()] })
    expect(netbird.problems(plan, '0.77.1').length).toBeGreaterThanOrEqual(4)
  })
})
