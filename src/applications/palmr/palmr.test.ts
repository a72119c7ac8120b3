import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Plan } from '../../plan/plan.ts'
import { createBrowser } from '../../web/browser.ts'
import type { Gateway } from '../../web/contract.ts'
import { openGateway } from '../../web/gateway.ts'
import { type Sketch, sketch } from '../_shared/testing/plan.ts'
import { openProvider, type Person, type ProviderOptions } from '../_shared/testing/provider.ts'
import type { ApplicationInstance, SignIn } from '../contract.ts'
import palmr from './index.ts'

const lena: Person = {
  sub: 'u-lena',
  email: 'lena.ott@palmr.company',
  email_verified: false,
  name: 'Lena Maria Ott',
  preferred_username: 'lena',
}
const secret = 'the-secret-of-the-provider'
const bindings = { client_id: 'palmr', client_secret: secret }

type Rows = Record<string, string | null>
const builtIn: Rows = {
  'Provider URL': 'https://idp.company',
  'Client ID': '<client_id>',
  'Client Secret': '<client_secret>',
}
const own: Rows = {
  'Provider Name': 'Company SSO',
  'Display Name': 'Company',
  Type: 'OIDC (OpenID Connect)',
  'Configuration Method': 'Auto-discovery',
  ...builtIn,
}

function guide(provider: string, rows: Rows, changes: Rows = {}, more: Partial<Sketch> = {}): Plan {
  const settings = Object.entries({ ...rows, ...changes }).filter(
    (row): row is [string, string] => row[1] !== null,
  )
  return sketch({ vocabulary: palmr.vocabulary, provider, settings, hosts: ['palmr.company'], ...more })
}

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

/** authentik's addresses, which the built-in row joins to the Provider URL. */
const authentikPaths: ProviderOptions['configuration'] = {
  routes: {
    authorization: '/application/o/authorize/',
    token: '/application/o/token/',
    userinfo: '/application/o/userinfo/',
  },
}

async function startProvider(callbackName: string, options: Partial<ProviderOptions> = {}) {
  provider = await openProvider(web, {
    issuer: 'https://idp.company',
    people: [lena],
    ...options,
    client: {
      client_id: 'palmr',
      client_secret: secret,
      token_endpoint_auth_method: 'client_secret_post',
      redirect_uris: [`https://palmr.company/api/auth/providers/${callbackName}/callback`],
      ...options.client,
    },
  })
}

async function install(plan: Plan, captured: Record<string, string> = bindings) {
  app = await palmr.drivers.profile.install({ version: '3.3.2-beta', plan, gateway: web })
  for (const [origin, route] of app.routes) web.route(origin, route)
  await app.configure(plan, captured)
}

const browserOf = () => createBrowser(web)

async function signIn(who: Person = lena, browser = browserOf()): Promise<SignIn> {
  const [door] = app.entrances
  const page = await door!.begin(browser)
  return door!.finish(browser, await provider.signIn(browser, page, who.sub))
}

const refusedWith = (message: string) => ({ outcome: 'refused', by: 'application', message })
const words = (plan: Plan) => palmr.problems(plan, '3.3.2-beta').map((problem) => problem.message)

describe('a built-in row', () => {
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
        claims: { preferred_username: 'lena' },
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

  test('promises what happens', async () => {
    await startProvider('authentik', { configuration: authentikPaths })
    const plan = authentik()
    await install(plan)
    const promised = app.expect(plan, userOf(lena), app.entrances[0]!)
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
      typeof app.expectFault
    >[2]
    expect(app.expectFault('wrong-secret', app.entrances[0]!, view)).toMatchObject({ by: 'application' })
    expect(await app.logs()).toEqual([expect.stringMatching(/^Token exchange failed: 4\d\d - /)])
  })

  test('a redirect URI that the provider does not know never comes back to Palmr', async () => {
    await startProvider('authentik/', { configuration: authentikPaths })
    await install(authentik())
    expect(await signIn()).toMatchObject({ outcome: 'refused', by: 'provider' })
  })

  test('a guide that forgets a field, or writes no address', () => {
    expect(words(authentik({ 'Provider URL': null }))).toEqual([
      expect.stringContaining('the example address'),
    ])
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

describe('what the provider says of the user', () => {
  const plan = guide('authentik', builtIn)
  const run = async (people: Person[], options: Partial<ProviderOptions> = {}) => {
    await startProvider('authentik', { configuration: authentikPaths, people, ...options })
    await install(plan)
  }

  test('no address: the text for it is never shown', async () => {
    await run([{ sub: 'u-none', name: 'No Mail' }])
    expect(await signIn({ sub: 'u-none' })).toEqual(refusedWith('Authentication failed'))
  })

  test('a verified address is not asked for, and links to the account that has it', async () => {
    const admin = { sub: 'u-admin', email: 'administrator@palmr.company', email_verified: false }
    await run([admin, { ...admin, sub: 'u-other', email: 'ADMINISTRATOR@palmr.company' }])
    expect(await signIn(admin)).toMatchObject({
      session: { username: 'palmr-administrator', groups: ['admin'] },
    })
    expect(await signIn({ sub: 'u-other' })).toMatchObject({
      session: { username: 'ADMINISTRATOR', groups: [] },
    })
  })

  test('two addresses with one local part collide', async () => {
    await run([lena, { ...lena, sub: 'u-twin', email: 'lena.ott@elsewhere.company' }])
    expect(await signIn()).toMatchObject({ outcome: 'signed-in' })
    expect(await signIn({ sub: 'u-twin' })).toEqual(refusedWith('Authentication failed'))
  })

  test('no subject: the answer is incomplete', async () => {
    const instead = { '/application/o/userinfo/': { email: 'lena.ott@palmr.company' } }
    await run([lena], { instead })
    expect(await signIn()).toEqual(refusedWith('Incomplete user information from authentik.'))
  })

  test('a user is found again by the subject, and only blanks are filled in later', async () => {
    const person: Person = { sub: 'u-mo', email: 'mo@palmr.company', given_name: 'Mo' }
    await run([person])
    expect(await signIn(person)).toMatchObject({ session: { displayName: 'Mo' } })
    Object.assign(person, { email: 'mo@elsewhere.company', given_name: 'Maurice', family_name: 'Le Roy' })
    expect(await signIn(person)).toMatchObject({
      session: { username: 'mo', email: 'mo@palmr.company', displayName: 'Mo Le Roy' },
    })
  })

  test('a provider that Palmr does not know, and a visit without a session', async () => {
    await run([lena])
    const browser = browserOf()
    const page = await browser.open('https://palmr.company/api/auth/providers/keycloak/authorize')
    const [door] = app.entrances
    expect(page.status).toBe(400)
    expect(await door!.finish(browser, page)).toEqual(refusedWith('Provider not found or disabled: keycloak'))
    const dashboard = await browser.open('https://palmr.company/dashboard')
    expect(await door!.finish(browser, dashboard)).toEqual(refusedWith('nobody is signed in'))
  })

  test('an error of the provider is shown as the name of a missing text', async () => {
    await run([lena], {
      client: {
        client_id: 'palmr',
        response_types: ['code'],
        grant_types: ['authorization_code'],
        scope: 'openid',
      },
    })
    expect(await signIn()).toEqual(refusedWith('auth.errors.oauth_error'))
  })

  test('an unknown state has expired', async () => {
    await run([lena])
    const browser = browserOf()
    const page = await browser.open(
      'https://palmr.company/api/auth/providers/authentik/callback?code=x&state=y',
    )
    expect(page.url.pathname).toBe('/login')
    expect(await app.entrances[0]!.finish(browser, page)).toEqual(
      refusedWith('Authentication session expired. Please try again.'),
    )
  })

  test('with registration closed an unknown user is refused, as promised', async () => {
    const closed = guide('authentik', builtIn, { 'Auto-register new users': 'Off' })
    await startProvider('authentik', { configuration: authentikPaths })
    await install(closed)
    expect(await signIn()).toEqual(
      refusedWith('Registration via authentik is disabled. Contact your administrator.'),
    )
    expect(app.expect(closed, userOf(lena), app.entrances[0]!)).toMatchObject({
      outcome: 'refused',
      by: 'application',
    })
  })
})

describe('a provider of one’s own', () => {
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
    [{ 'Token Endpoint': '/token' }, 'When using manual endpoints, all three'],
    [{ 'Provider Name': 'authentik' }, 'Failed to create provider'],
    [{ 'Provider Name': null }, 'has no built-in row'],
    [{ 'Provider URL': 'idp.company' }, 'Invalid data provided'],
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

function userOf(person: Person) {
  return {
    username: person.sub,
    password: '',
    email: String(person.email),
    emailVerified: true,
    givenName: '',
    familyName: '',
    groups: [],
    why: 'test',
  }
}
