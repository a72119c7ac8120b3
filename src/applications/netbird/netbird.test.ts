import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Fact, Plan } from '../../plan/plan.ts'
import { createBrowser } from '../../web/browser.ts'
import type { Gateway } from '../../web/contract.ts'
import { openGateway } from '../../web/gateway.ts'
import { sketch } from '../_shared/testing/plan.ts'
import { openProvider, type Person, type ProviderOptions } from '../_shared/testing/provider.ts'
import type { ApplicationInstance, SignIn } from '../contract.ts'
import netbird from './index.ts'

const lena: Person = {
  sub: 'u-lena',
  email: 'lena@netbird.company',
  name: 'Lena Ott',
  groups: ['netbird-users', 'ops'],
}
const omar: Person = { sub: 'u-omar', email: 'omar@netbird.company', name: 'Omar Aziz', groups: ['guests'] }

const setup: Record<string, string> = {
  NETBIRD_DOMAIN: 'netbird.company',
  NETBIRD_AUTH_OIDC_CONFIGURATION_ENDPOINT: 'https://idp.company/.well-known/openid-configuration',
  NETBIRD_AUTH_CLIENT_ID: '<client_id>',
  NETBIRD_AUTH_AUDIENCE: '<client_id>',
  NETBIRD_AUTH_SUPPORTED_SCOPES: '"openid profile email"',
  NETBIRD_AUTH_REDIRECT_URI: '/auth',
  NETBIRD_AUTH_SILENT_REDIRECT_URI: '/silent-auth',
  NETBIRD_AUTH_PKCE_DISABLE_PROMPT_LOGIN: 'true',
}

type Changes = Record<string, string | null>
const fileWith = (changes: Changes = {}) =>
  Object.entries({ ...setup, ...changes })
    .filter(([, value]) => value !== null)
    .map(([key, value]) => `${key}=${value}`)
    .join('\n')

function guide(changes: Changes = {}, more: Partial<Parameters<typeof sketch>[0]> = {}): Plan {
  return sketch({ vocabulary: netbird.vocabulary, block: ['setup.env', fileWith(changes)], ...more })
}

const groupSync: Array<[string, string]> = [
  ['Enable JWT group sync', 'On'],
  ['JWT claim', 'groups'],
]

let web: Gateway
let provider: Awaited<ReturnType<typeof openProvider>>
let app: ApplicationInstance

beforeEach(async () => {
  web = await openGateway()
})
afterEach(async () => {
  await app?.dispose()
  await web.close()
})

async function startProvider(options: Partial<ProviderOptions> = {}) {
  provider = await openProvider(web, {
    issuer: 'https://idp.company',
    people: [lena, omar],
    accessToken: { audience: 'netbird', claims: ['email', 'name', 'groups'] },
    ...options,
    client: {
      client_id: 'netbird',
      token_endpoint_auth_method: 'none',
      redirect_uris: ['https://netbird.company/auth', 'http://localhost:53000'],
      grant_types: ['authorization_code'],
      ...options.client,
    },
  })
}

async function start(plan: Plan, bindings: Record<string, string> = { client_id: 'netbird' }) {
  app = await netbird.drivers.profile.install({ version: '0.77.1', plan, gateway: web })
  for (const [origin, route] of app.routes) web.route(origin, route)
  await app.configure(plan, bindings)
}

async function signIn(who: Person, entrance = 'dashboard'): Promise<SignIn> {
  const browser = createBrowser(web)
  const door = app.entrances.find((one) => one.id === entrance)
  if (!door) throw new Error(`no entrance ${entrance}`)
  const page = await door.begin(browser)
  return door.finish(browser, await provider.signIn(browser, page, who.sub))
}

const refusedWith = (message: string) => ({ outcome: 'refused', by: 'application', message })

describe('signing in', () => {
  test('the dashboard sends S256, audience and its own page, hands over the access token and shows the user as owner', async () => {
    await startProvider()
    await start(guide())
    const browser = createBrowser(web)
    const [door] = app.entrances
    const page = await door!.begin(browser)
    const sent = new URL(browser.history[2]!.url).searchParams
    expect(Object.fromEntries(sent)).toMatchObject({
      redirect_uri: 'https://netbird.company/auth',
      audience: 'netbird',
      code_challenge_method: 'S256',
      scope: 'openid profile email',
    })
    expect(await door!.finish(browser, await provider.signIn(browser, page, lena.sub))).toMatchObject({
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
    const browser = createBrowser(web)
    await app.entrances[1]!.begin(browser)
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
    const browser = createBrowser(web)
    const [door] = app.entrances
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

describe('what management makes of the token', () => {
  test('an audience that is not in the token: 401 at the API, an answer of its own on the command line', async () => {
    await startProvider()
    await start(guide({ NETBIRD_AUTH_AUDIENCE: 'netbird-api' }))
    expect(await signIn(lena)).toEqual(refusedWith('token invalid'))
    expect(await signIn(lena, 'command-line')).toEqual(
      refusedWith('authentication failed: invalid access token - invalid JWT token audience field'),
    )
    expect(await app.logs()).toEqual(['Error when validating JWT: token has invalid audience'])
  })

  test('the audience of the device flow counts too', async () => {
    await startProvider()
    await start(guide({ NETBIRD_AUTH_AUDIENCE: 'netbird-api', NETBIRD_AUTH_DEVICE_AUTH_AUDIENCE: 'netbird' }))
    expect(await signIn(lena)).toMatchObject({ outcome: 'signed-in' })
  })

  test('an opaque access token is refused, the ID token of the same provider is not', async () => {
    await startProvider({ accessToken: undefined })
    await start(guide())
    expect(await signIn(lena)).toEqual(refusedWith('token invalid'))
    await start(guide({ NETBIRD_TOKEN_SOURCE: 'idToken' }))
    expect(await signIn(lena)).toMatchObject({ outcome: 'signed-in', session: { displayName: 'Lena Ott' } })
    expect(await signIn(lena, 'command-line')).toMatchObject({ outcome: 'signed-in' })
  })

  test('a token without email leaves the user nameless', async () => {
    await startProvider({ accessToken: { audience: 'netbird', claims: [] } })
    await start(guide())
    expect(await signIn(lena)).toMatchObject({
      outcome: 'signed-in',
      session: { username: 'u-lena', email: '' },
    })
  })

  test('an elliptic key works', async () => {
    await startProvider({ elliptic: true })
    await start(guide())
    expect(await signIn(lena)).toMatchObject({ outcome: 'signed-in' })
  })

  test('a user ID claim that the token lacks is refused', async () => {
    await startProvider()
    await start(guide({ NETBIRD_AUTH_USER_ID_CLAIM: 'oid' }))
    expect(await signIn(lena)).toEqual(refusedWith('token invalid'))
  })
})

describe('account settings', () => {
  test('groups of the token become groups of the user, as the guide promises', async () => {
    await startProvider()
    const plan = guide({}, { settings: groupSync })
    await start(plan)
    const result = await signIn(lena)
    expect(result).toMatchObject({ outcome: 'signed-in', session: { groups: ['netbird-users', 'ops'] } })
    const promised = app.expect(plan, userOf(lena), app.entrances[0]!)
    expect(promised).toMatchObject({
      outcome: 'signed-in',
      username: 'lena@netbird.company',
      groups: ['netbird-users', 'ops'],
    })
  })

  test('with group sync the groups that the guide makes at the provider are rows, without it none', () => {
    const made = { kind: 'group', ordinal: 1 }
    const withGroup = (settings: Array<[string, string]>): Plan => {
      const plan = guide({}, { settings: [...settings, ['JWT claim', 'netbird-users']] })
      const group = plan.facts.find((fact) => fact.kind === 'setting' && fact.label === 'JWT claim')
      return {
        ...plan,
        facts: [...plan.facts, { ...group, side: 'provider', object: made, field: 'name' } as Fact],
      }
    }
    const rows = (plan: Plan) => netbird.relyingParty(plan, '0.77.1').groupMap.map((row) => row.remote)
    expect(
      rows(
        withGroup([
          ['Enable JWT group sync', 'On'],
          ['JWT allow groups', 'admins'],
        ]),
      ),
    ).toEqual(['admins', 'netbird-users'])
    expect(rows(withGroup([['JWT allow groups', 'admins']]))).toEqual([])
  })

  test('whoever is in none of the allowed groups is refused, and told another reason by the command line', async () => {
    await startProvider()
    const plan = guide({}, { settings: [...groupSync, ['JWT allow groups', 'netbird-users']] })
    await start(plan)
    expect(await signIn(lena)).toMatchObject({ outcome: 'signed-in' })
    for (const entrance of app.entrances) {
      const promised = app.expect(plan, userOf(omar), entrance)
      expect(promised).toMatchObject({ outcome: 'refused', by: 'application' })
      expect(promised).toMatchObject(await signIn(omar, entrance.id))
    }
  })

  test('a later user waits for approval when the guide only says that approval is required', async () => {
    await startProvider()
    const plan = guide({}, { settings: [['User Approval Required', 'On']] })
    await start(plan)
    expect(await signIn(lena)).toMatchObject({ session: { claims: { role: 'owner' } } })
    expect(await signIn(omar)).toEqual(refusedWith('user is blocked'))
    expect(netbird.problems(plan, '0.77.1')).toHaveLength(1)
  })

  test.each([
    ['switches approval off', { settings: [['User Approval Required', 'Off']] as Array<[string, string]> }],
    ['tells the owner to approve', { actions: ['Approve'] }],
  ])('a later user signs in as a plain user when the guide %s', async (_, more) => {
    await startProvider()
    await start(guide({}, more))
    await signIn(lena)
    expect(await signIn(omar)).toMatchObject({ outcome: 'signed-in', session: { claims: { role: 'user' } } })
  })

  test.each([
    [
      'Off',
      [
        ['Enable JWT group sync', 'Off'],
        ['JWT claim', 'groups'],
      ],
    ],
    ['without a claim', [['Enable JWT group sync', 'On']]],
  ] as Array<[string, Array<[string, string]>]>)('group sync %s is a problem', (_, settings) => {
    expect(netbird.problems(guide({}, { settings }), '0.77.1')).toHaveLength(1)
  })
})

function userOf(person: Person) {
  return {
    username: person.sub,
    password: '',
    email: String(person.email),
    emailVerified: true,
    givenName: '',
    familyName: '',
    groups: person.groups as string[],
    why: 'test',
  }
}
