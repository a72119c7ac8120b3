import type { Configuration } from 'oidc-provider'
import { describe, expect, test } from 'vitest'
import { createBrowser } from '../../web/browser.ts'
import { json } from '../_shared/answer.ts'
import { modes, patience } from '../_shared/testing/modes.ts'
import { guide, house, issuer, person, rows } from './testing.ts'

/* What AudioBookRequest does, asked of the profile at each run, and of AudioBookRequest itself as modes.ts says. */

const endpoint = 'OIDC Configuration Endpoint'
const groupClaim = 'OIDC Group Claim'
const schemeLabel = 'Use http or https for the redirect URL'
const signedIn = (username: string, role: string) => ({
  outcome: 'signed-in',
  session: { username, groups: [role] },
})
const refused = (message: unknown) => ({ outcome: 'refused', by: 'application', message })
type House = Awaited<ReturnType<typeof house>>

/** What the reader is told on saving, and the line of the value to blame; null when it is saved. */
async function refusal(it: House, plan: ReturnType<typeof guide>) {
  return it.configure(plan).then(
    () => null,
    (error: Error & { place?: { start: { line: number } } | null }) => {
      if (error.name !== 'Refused') throw error
      return [error.message, error.place?.start.line]
    },
  )
}

describe.each(modes)('%s', { timeout: patience }, (mode) => {
  const install = (...[plan, people, more]: Parameters<typeof house>) =>
    house(plan, people, { mode, ...more })
  async function ready(...about: Parameters<typeof house>) {
    const it = await install(...about)
    await it.configure()
    return it
  }

  test('the front door leads to the provider with five parameters, and the callback answers with a page and a cookie', async () => {
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
    const [last] = browser.history.filter(({ url }) => url.includes('/auth/oidc'))
    expect(last).toMatchObject({ method: 'GET', status: 200 })
    expect(await browser.scriptCookies('https://audiobookrequest.company/')).toEqual({})
  })

  describe('redirect scheme', () => {
    const header = { 'X-Forwarded-Proto': '$scheme' }
    const trusted = 'ABR_APP__FORWARDED_ALLOW_IPS=10.0.0.0/16'
    const redirects: Array<[Record<string, string | null>, string | undefined, string]> = [
      [{ [schemeLabel]: null, ...header }, trusted, 'http'],
      [{ [schemeLabel]: 'http', ...header }, trusted, 'http'],
      [{ [schemeLabel]: 'auto' }, trusted, 'http'],
      [{ [schemeLabel]: 'auto', ...header }, undefined, 'http'],
      [{ [schemeLabel]: 'auto', ...header }, trusted, 'https'],
    ]
    test.each(redirects)('%j, %s: %s', async (change, variable, scheme) => {
      const plan = guide(change, variable ? { block: ['abr.env', variable] } : {})
      await using it = await ready(plan, [person('ann', [])])
      const browser = createBrowser(it.gateway)
      const { outcome } = await it.signIn('ann', browser)
      const authorize = browser.history.find(({ url }) => url.startsWith(`${issuer}/auth`))
      const sent = new URL(authorize!.url).searchParams.get('redirect_uri')
      expect(sent).toBe(`${scheme}://audiobookrequest.company/auth/oidc`)
      expect(outcome).toBe(scheme === 'https' ? 'signed-in' : 'refused')
    })
  })

  test('a base path is part of the redirect URI', async () => {
    const client = { redirect_uris: ['https://audiobookrequest.company/abr/auth/oidc'] }
    const plan = guide({}, { block: ['abr.env', 'ABR_APP__BASE_URL=/abr'] })
    await using it = await ready(plan, [person('ann', [])], { client })
    expect(await it.signIn('ann')).toMatchObject(signedIn('ann', 'untrusted'))
  })

  test('a wrong secret is a blank page', async () => {
    await using it = await ready(guide(), [person('ann', [])], { bindings: { client_secret: 'another' } })
    expect(await it.signIn('ann')).toEqual(refused('HTTP 401, a blank page'))
  })

  test('an error of the provider is JSON about a missing code, PKCE that it requires among them', async () => {
    let required = false
    const configuration = { pkce: { required: () => required } }
    const client = { scope: 'openid profile' }
    await using it = await ready(guide(), [person('ann', [])], { client, configuration })
    const missingCode = refused(expect.stringMatching(/^HTTP 422: .*"code"/))
    expect(await it.signIn('ann')).toEqual(missingCode)
    await it.configure(guide({ 'OIDC Scopes': 'openid profile' }))
    expect(await it.signIn('ann')).toMatchObject({ outcome: 'signed-in' })
    required = true
    expect(await it.signIn('ann')).toEqual(missingCode)
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

  test('with another login type nothing is stored and nothing checked, and the login page is the form', async () => {
    const plan = guide({ 'Login Type': 'Forms Login', 'OIDC Scopes': 'nothing' })
    await using it = await ready(plan, [])
    expect(await it.signIn('ann')).toEqual(refused(expect.stringContaining('Username (case-sensitive)')))
    expect(await refusal(it, guide())).toBeNull()
  })

  test('claims of the ID token are nothing to it', async () => {
    const configuration: Configuration = {
      findAccount: (_, id) => ({
        accountId: id,
        claims: (use) => ({
          sub: id,
          preferred_username: 'ann',
          groups: use === 'id_token' ? ['admin'] : [],
        }),
      }),
    }
    await using it = await ready(guide(), [], { configuration })
    expect(await it.signIn('ann')).toMatchObject(signedIn('ann', 'untrusted'))
  })

  test('the first group that is a role gives it, whatever its case, to everybody but the root administrator', async () => {
    const roles: Array<[groups: string[] | string | number, role: string]> = [
      [['Admin'], 'admin'],
      [['untrusted', 'admin'], 'untrusted'],
      [['staff', 'TRUSTED'], 'trusted'],
      [['/admin'], 'untrusted'],
      ['staff admin', 'admin'],
      [['staff'], 'untrusted'],
      [7, 'untrusted'],
    ]
    const people = roles.map(([groups], index) => person(`user${index}`, [], { groups }))
    await using it = await ready(guide(), [...people, person('admin', ['untrusted'])])
    const seen = []
    for (const [index, [groups]] of roles.entries()) {
      const result = await it.signIn(`user${index}`)
      seen.push([groups, result.outcome === 'signed-in' ? result.session.groups[0] : result.message])
    }
    expect(seen).toEqual(roles)
    // Whoever comes under the name of a local account is that account.
    expect(await it.signIn('admin')).toMatchObject({
      session: { username: 'admin', groups: ['admin'], claims: { root: true } },
    })
  })

  test('who leaves all groups keeps the role, and without a group claim nobody gets one', async () => {
    const ann = person('ann', ['admin'])
    await using it = await ready(guide(), [ann])
    expect(await it.signIn('ann')).toMatchObject(signedIn('ann', 'admin'))
    ann.groups = []
    expect(await it.signIn('ann')).toMatchObject(signedIn('ann', 'admin'))
    await using other = await ready(guide({ [groupClaim]: null }), [person('ann', ['admin'])])
    expect(await other.signIn('ann')).toMatchObject(signedIn('ann', 'untrusted'))
  })

  test('the checks of a save, in their order and words, each at its own value; the form has its own before', async () => {
    await using it = await install(guide(), [])
    const { gateway } = it
    const found = await (await gateway.fetch(`${issuer}/.well-known/openid-configuration`)).json()
    const elsewhere = 'https://elsewhere.company/discovery'
    let [document, status]: [object, number] = [{}, 200]
    gateway.route('https://elsewhere.company', {
      listener: (_, response) => json(response, status, { ...found, ...document }),
    })
    const told = (changes: Parameters<typeof guide>[0]) => refusal(it, guide(changes))
    const toldOf = async (about: object, code = 200) => {
      document = about
      status = code
      return (await told({ [endpoint]: elsewhere }))?.[0]
    }
    expect(await told({ 'OIDC Client Secret': null })).toEqual([
      '**OIDC Client Secret** is empty: Please fill out this field.',
      1,
    ])
    expect(await told({ 'Login Type': 'OIDC Login' })).toEqual([
      '**Login Type** has no option `OIDC Login`',
      1,
    ])
    expect(await told({ [schemeLabel]: 'htxps' })).toEqual([
      expect.stringContaining('has no option `htxps`'),
      8,
    ])
    expect(await told({ [endpoint]: 'https://unknown.company/x' })).toEqual([
      expect.stringMatching(
        /^Invalid OIDC endpoint: Failed to set OIDC endpoint: https:\/\/unknown\.company\/x\. Error: ./,
      ),
      4,
    ])
    expect(await told({ [endpoint]: `${issuer}/nowhere` })).toEqual(['Failed to fetch OIDC configuration', 4])
    expect(await toldOf({ userinfo_endpoint: undefined })).toMatch(/^Invalid OIDC endpoint: Failed to set/)
    expect(await toldOf({ claims_supported: [] })).toBe('Provider does not support or list claims')
    expect(await toldOf({ claims_supported: null })).toBe('Internal Server Error')
    expect(await toldOf({}, 404)).toBe('Failed to fetch OIDC configuration')
    expect(await told({ 'OIDC Scopes': 'openid entitlements', 'OIDC Username Claim': 'nick' })).toEqual([
      'Scopes are not all supported by the provider: [entitlements]',
      5,
    ])
    expect(await told({ 'OIDC Scopes': 'openid  profile' })).toEqual([
      'Scopes are not all supported by the provider: []',
      5,
    ])
    const unknownUser = 'Username claim is not supported by the provider'
    expect(await told({ 'OIDC Username Claim': 'nick', [groupClaim]: 'teams' })).toEqual([unknownUser, 6])
    const unknownGroup = 'Group claim is not supported by the provider'
    expect(await told({ [groupClaim]: 'teams' })).toEqual([unknownGroup, 7])
    expect(await told({})).toBeNull()
  })

  test('a refused save changes what is stored all the same', async () => {
    await using it = await ready(guide(), [person('ann', [])])
    const changed = guide({ 'OIDC Scopes': 'openid profile', [groupClaim]: 'teams' })
    const unknownGroup = 'Group claim is not supported by the provider'
    expect(await refusal(it, changed)).toEqual([unknownGroup, 7])
    const browser = createBrowser(it.gateway)
    expect(await it.signIn('ann', browser)).toMatchObject({ outcome: 'signed-in' })
    const authorize = browser.history.find(({ url }) => url.startsWith(`${issuer}/auth`))
    expect(new URL(authorize!.url).searchParams.get('scope')).toBe('openid profile')
    // A reader who takes it out again is told the same: an empty field leaves what is stored.
    expect((await refusal(it, guide({ [groupClaim]: null })))?.[0]).toBe(unknownGroup)
    expect(await refusal(it, guide())).toBeNull()
  })

  test('redirects of the discovery address are followed', async () => {
    const address = 'https://elsewhere.company/discovery'
    await using it = await install(guide({ [endpoint]: address }), [person('ann', [])])
    const location = String(rows[endpoint])
    it.gateway.route('https://elsewhere.company', {
      listener: (_, response) => response.writeHead(302, { location }).end(),
    })
    await it.configure()
    expect(await it.signIn('ann')).toMatchObject({ outcome: 'signed-in' })
  })

  test('the login type cannot be chosen where a variable forces another', async () => {
    const forced = (type: string) => guide({}, { block: ['abr.env', `ABR_APP__FORCE_LOGIN_TYPE=${type}`] })
    await using it = await install(forced('forms'), [])
    expect(await refusal(it, forced('forms'))).toEqual([
      '**Login Type** cannot be changed: Login type is forced by the environment variable ABR_APP__FORCE_LOGIN_TYPE.',
      10,
    ])
    await using other = await ready(forced('oidc'), [person('ann', [])])
    expect(await other.signIn('ann')).toMatchObject({ outcome: 'signed-in' })
  })
})
