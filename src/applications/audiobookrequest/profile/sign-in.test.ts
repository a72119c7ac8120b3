import type { Configuration } from 'oidc-provider'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { createBrowser } from '../../../web/browser.ts'
import { guide, house, issuer, person } from '../testing.ts'

afterEach(() => void vi.useRealTimers())

const signedIn = (username: string, role: string) => ({
  outcome: 'signed-in',
  session: { username, groups: [role] },
})
const refused = (message: unknown) => ({ outcome: 'refused', by: 'application', message })

/** A guide that has been carried out, with these people at the provider. */
async function ready(...[plan, people, more]: Parameters<typeof house>) {
  const it = await house(plan, people, more)
  await it.configure()
  return it
}

test('the front door leads to the provider with five parameters, and no others', async () => {
  await using it = await ready(guide(), [person('ann', ['trusted'])])
  const browser = createBrowser(it.gateway)
  expect(await it.signIn('ann', browser)).toMatchObject(signedIn('ann', 'trusted'))
  const authorize = browser.history.find(({ url }) => url.startsWith(`${issuer}/auth`))
  const sent = Object.fromEntries(new URL(authorize!.url).searchParams)
  expect(Object.keys(sent)).toEqual(['response_type', 'client_id', 'redirect_uri', 'scope', 'state'])
  expect(sent).toMatchObject({
    scope: 'openid profile groups',
    redirect_uri: 'https://audiobookrequest.company/auth/oidc',
  })
})

test('the callback answers with a page and a cookie, not with a redirect', async () => {
  await using it = await ready(guide(), [person('ann', [])])
  const browser = createBrowser(it.gateway)
  await it.signIn('ann', browser)
  const [last] = browser.history.filter(({ url }) => url.includes('/auth/oidc'))
  expect(last).toMatchObject({ method: 'GET', status: 200 })
  expect(await browser.scriptCookies('https://audiobookrequest.company/')).toEqual({})
})

describe('redirect scheme', () => {
  const label = 'Use http or https for the redirect URL'
  const header = { 'X-Forwarded-Proto': '$scheme' }
  const trusted = 'ABR_APP__FORWARDED_ALLOW_IPS=10.0.0.0/16'
  const redirects: Array<[Record<string, string | null>, string | undefined, string]> = [
    [{ [label]: null }, undefined, 'http'],
    [{ [label]: null, ...header }, trusted, 'http'],
    [{ [label]: 'http', ...header }, trusted, 'http'],
    [{ [label]: 'auto' }, undefined, 'http'],
    [{ [label]: 'auto', ...header }, undefined, 'http'],
    [{ [label]: 'auto', ...header }, trusted, 'https'],
    [{ [label]: 'https' }, undefined, 'https'],
  ]
  test.each(redirects)('%j, %s: %s', async (change, variable, scheme) => {
    const plan = guide(change, variable ? { block: ['abr.env', variable] } : {})
    await using it = await ready(plan, [person('ann', [])])
    const browser = createBrowser(it.gateway)
    const outcome = await it.signIn('ann', browser)
    const authorize = browser.history.find(({ url }) => url.startsWith(`${issuer}/auth`))
    const sent = new URL(authorize!.url).searchParams.get('redirect_uri')
    expect(sent).toBe(`${scheme}://audiobookrequest.company/auth/oidc`)
    expect(outcome.outcome).toBe(scheme === 'https' ? 'signed-in' : 'refused')
  })
})

test('a base path is part of the redirect URI', async () => {
  const client = { redirect_uris: ['https://audiobookrequest.company/abr/auth/oidc'] }
  const plan = guide({}, { block: ['abr.env', 'ABR_APP__BASE_URL=/abr'] })
  await using it = await ready(plan, [person('ann', [])], { client })
  expect(await it.signIn('ann')).toMatchObject(signedIn('ann', 'untrusted'))
})

describe('what the reader sees when it fails', () => {
  test('a wrong secret is a blank page', async () => {
    await using it = await ready(guide(), [person('ann', [])], { bindings: { client_secret: 'another' } })
    expect(await it.signIn('ann')).toEqual(refused('HTTP 401, a blank page'))
  })

  test('an error of the provider is JSON about a missing code', async () => {
    const client = { scope: 'openid profile' }
    await using it = await ready(guide(), [], { client })
    expect(await it.signIn('ann')).toEqual(refused(expect.stringMatching(/^HTTP 422: .*"code"/)))
  })

  test('a client that requires PKCE never lets anybody through', async () => {
    await using it = await ready(guide(), [], { configuration: { pkce: { required: () => true } } })
    expect(await it.signIn('ann')).toEqual(refused(expect.stringMatching(/^HTTP 422/)))
  })

  test('a user name that userinfo does not have', async () => {
    await using it = await ready(guide({ 'OIDC Scopes': 'openid groups' }), [person('ann', [])])
    expect(await it.signIn('ann')).toEqual(
      refused(expect.stringContaining('Error: Missing valid string username claim')),
    )
  })

  test('a signed userinfo is an error that nothing catches', async () => {
    const client = { userinfo_signed_response_alg: 'RS256' as const }
    const features = { jwtUserinfo: { enabled: true } }
    await using it = await ready(guide(), [person('ann', [])], { client, configuration: { features } })
    expect(await it.signIn('ann')).toEqual(refused('HTTP 500: Internal Server Error'))
  })

  test('before anything is saved the login page is the form', async () => {
    await using it = await house(guide(), [])
    expect(await it.signIn('ann')).toEqual(refused(expect.stringContaining('Username (case-sensitive)')))
  })
})

test('claims of the ID token are nothing to it', async () => {
  const configuration: Configuration = {
    findAccount: (_, id) => ({
      accountId: id,
      claims: (use) => ({ sub: id, preferred_username: 'ann', groups: use === 'id_token' ? ['admin'] : [] }),
    }),
  }
  await using it = await ready(guide(), [], { configuration })
  expect(await it.signIn('ann')).toMatchObject(signedIn('ann', 'untrusted'))
})

describe('roles', () => {
  test.each([
    [['Admin'], 'admin'],
    [['untrusted', 'admin'], 'untrusted'],
    [['staff', 'TRUSTED'], 'trusted'],
    [['/admin'], 'untrusted'],
    ['staff admin', 'admin'],
    [['staff'], 'untrusted'],
  ])('%j gives %s', async (groups, role) => {
    await using it = await ready(guide(), [person('ann', [], { groups })])
    expect(await it.signIn('ann')).toMatchObject(signedIn('ann', role))
  })

  test('who leaves all groups keeps the role, and without a group claim nobody gets one', async () => {
    const ann = person('ann', ['admin'])
    await using it = await ready(guide(), [ann])
    await it.signIn('ann')
    ann.groups = []
    expect(await it.signIn('ann')).toMatchObject(signedIn('ann', 'admin'))
    await using other = await ready(guide({ 'OIDC Group Claim': null }), [person('ann', ['admin'])])
    expect(await other.signIn('ann')).toMatchObject(signedIn('ann', 'untrusted'))
  })

  test('who comes under the name of a local account is that account, the root administrator included', async () => {
    await using it = await ready(guide(), [person('admin', ['untrusted'])])
    expect(await it.signIn('admin')).toMatchObject({
      session: { username: 'admin', groups: ['admin'], claims: { root: true } },
    })
  })
})

test('the session ends with the access token', async () => {
  await using it = await ready(guide(), [person('ann', [])], { configuration: { ttl: { AccessToken: 300 } } })
  const browser = createBrowser(it.gateway)
  await it.signIn('ann', browser)
  const me = async () => (await browser.fetch('https://audiobookrequest.company/api/users/me')).status
  expect(await me()).toBe(200)
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 301_000 })
  expect(await me()).toBe(401)
})
