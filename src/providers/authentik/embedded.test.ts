import { decodeJwt, decodeProtectedHeader } from 'jose'
import { afterEach, describe, expect, it } from 'vitest'
import type { Plan } from '../../plan/plan.ts'
import { createBrowser } from '../../web/browser.ts'
import type { Gateway, Page } from '../../web/contract.ts'
import { openGateway } from '../../web/gateway.ts'
import { type Provision, Refused, type TestUser } from '../contract.ts'
import { guide } from './fixtures/guide.ts'
import authentik from './index.ts'

const callback = 'https://technitium.company/sso/callback'

const person = (username: string, groups: string[]): TestUser => ({
  username,
  password: `password of ${username}`,
  email: `${username}@technitium.company`,
  emailVerified: true,
  givenName: username === 'anna' ? 'Anna' : 'Zoë "Z"',
  familyName: 'Ås & Söner',
  groups,
  why: 'a test',
})

let gateway: Gateway | undefined
afterEach(() => gateway?.close())

/** authentik of this guide, reachable, with an application that shows its address. */
async function set(plan: Plan, version = '2026.5.0'): Promise<{ provision: Provision; gateway: Gateway }> {
  const instance = await authentik.drivers.embedded.start({ version })
  const provision = await instance.provision(plan, {})
  gateway = await openGateway()
  for (const [origin, route] of provision.routes) gateway.route(origin, route)
  gateway.route(new URL(callback).origin, {
    listener: (_, response) =>
      void response.setHeader('content-type', 'text/html').end('<title>the application</title>'),
  })
  return { provision, gateway }
}

async function signIn(
  plan: Plan,
  user: TestUser,
  changes: Record<string, string> = {},
): Promise<{ page: Page; provision: Provision; gateway: Gateway }> {
  const made = await set(plan)
  await made.provision.createUser(user)
  const query = new URLSearchParams({
    client_id: made.provision.captures.client_id ?? '',
    redirect_uri: callback,
    response_type: 'code',
    scope: 'openid profile email',
    state: 'a state',
    nonce: 'n-0123456789',
    ...changes,
  })
  const browser = createBrowser(made.gateway)
  const first = await browser.open(`https://authentik.company/application/o/authorize/?${query}`)
  return { ...made, page: await made.provision.authenticate(browser, first, user) }
}

async function exchange(signedIn: Awaited<ReturnType<typeof signIn>>): Promise<Record<string, string>> {
  const { provision, page } = signedIn
  const response = await signedIn.gateway.fetch('https://authentik.company/application/o/token/', {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code: page.url.searchParams.get('code') ?? '',
      redirect_uri: callback,
      client_id: provision.captures.client_id ?? '',
      client_secret: provision.captures.client_secret ?? '',
    }),
  })
  expect(response.status).toBe(200)
  return (await response.json()) as Record<string, string>
}

describe('a sign-in', () => {
  it('brings the claims of the mapping that the guide makes, and those that authentik ships', async () => {
    const signedIn = await signIn(guide(), person('anna', ['dns-admins', 'staff']))
    expect(signedIn.page.title).toBe('the application')
    expect(signedIn.page.url.searchParams.get('state')).toBe('a state')
    const tokens = await exchange(signedIn)
    expect(decodeProtectedHeader(tokens.id_token!).alg).toBe('RS256')
    expect(decodeJwt(tokens.id_token!)).toMatchObject({
      iss: 'https://authentik.company/application/o/technitium-dns-server/',
      aud: signedIn.provision.captures.client_id,
      roles: ['dns-admins'],
      groups: ['staff'],
      name: 'Anna Ås & Söner',
      preferred_username: 'anna',
      email_verified: false,
      nonce: 'n-0123456789',
    })
    expect(tokens.expires_in).toBe(300)
    const userinfo = await signedIn.gateway.fetch('https://authentik.company/application/o/userinfo/', {
      headers: { authorization: `Bearer ${tokens.access_token}` },
    })
    expect(await userinfo.json()).toMatchObject({ roles: ['dns-admins'], groups: ['staff'] })
  })

  it('goes on without the claim when the mapping fails, and the log says where', async () => {
    const broken = guide({}, 'names = []\nreturn {"roles": request.user.entitlements}')
    const signedIn = await signIn(broken, person('zoe', []))
    const claims = decodeJwt((await exchange(signedIn)).id_token!)
    expect(claims.roles).toBeUndefined()
    expect(claims.preferred_username).toBe('zoe')
    expect((await signedIn.provision.logs()).join('\n')).toContain(
      "scope mapping DNS roles: AttributeError: 'User' object has no attribute 'entitlements' (line 2): skipped",
    )
  })

  it('ends with 405 when the mapping returns what JSON cannot carry', async () => {
    const broken = guide({}, 'return {"roles": request.user.groups.all()}')
    const signedIn = await signIn(broken, person('anna', []))
    await expect(exchange(signedIn)).rejects.toThrow('405')
  })

  it('is not known where the mapping needs the real product', async () => {
    const broken = guide({}, 'return {"roles": requests.get("https://x.company").json()}')
    const signedIn = await signIn(broken, person('anna', []))
    await expect(exchange(signedIn)).rejects.toThrow('501')
  })

  it('asks for consent in the explicit flow', async () => {
    const explicit = guide({
      'client.authorization_flow': [
        'client',
        'authorization_flow',
        'default-provider-authorization-explicit-consent',
      ],
    })
    const { page } = await signIn(explicit, person('anna', []))
    expect(page.title).toBe('the application')
  })

  it('posts the code where the application asks for form_post', async () => {
    const { page } = await signIn(guide(), person('anna', []), { response_mode: 'form_post' })
    expect(page.title).toBe('the application')
    expect(page.url.search).toBe('')
  })

  it('signs with the secret and publishes no key where the guide leaves the signing key empty', async () => {
    const unsigned = guide({ 'client.signing_key': ['client', 'signing_key', 'None'] })
    const signedIn = await signIn(unsigned, person('anna', []))
    expect(decodeProtectedHeader((await exchange(signedIn)).id_token!).alg).toBe('HS256')
    const keys = await signedIn.gateway.fetch(signedIn.provision.captures.jwks_url!)
    expect(await keys.json()).toEqual({})
  })
})

describe('authentik stops', () => {
  it.each<[string, Record<string, string>, string]>([
    ['another redirect URI', { redirect_uri: `${callback}/` }, 'Redirect URI Error'],
    ['another client', { client_id: 'nobody' }, 'Client ID Error'],
  ])('%s', async (_, changes, message) => {
    const { page, provision } = await signIn(guide(), person('anna', []), changes)
    expect(page.status).toBe(400)
    expect(provision.refusal(page)).toBe(message)
  })

  it('a user outside the groups that bindings let in, with a page that the application never sees', async () => {
    const bound = guide({ 'binding.group': ['binding', 'group', 'staff'] })
    const outside = await signIn(bound, person('anna', []))
    expect(outside.page.status).toBe(200)
    expect(outside.provision.refusal(outside.page)).toBe('Request has been denied.')
    const inside = await signIn(bound, person('anna', ['staff']))
    expect(inside.page.title).toBe('the application')
  })

  it.each<[string, Plan, RegExp]>([
    ['an expression that does not compile', guide({}, 'return {"roles" 1}'), /Expression Syntax Error/],
    [
      'a pattern that does not compile',
      guide({ 'client.redirect_uris': ['client', 'redirect_uris', '*', ['Regex']] }),
      /Invalid Regex Pattern: \*/,
    ],
    [
      'a slug with a dot',
      guide({ 'application.slug': ['application', 'slug', 'dns.server'] }),
      /dns\.server/,
    ],
  ])('%s', async (_, plan, message) => {
    const instance = await authentik.drivers.embedded.start({ version: '2026.5.0' })
    const refused = await instance.provision(plan, {}).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(Refused)
    expect((refused as Refused).message).toMatch(message)
    expect((refused as Refused).place?.start.line).toBeGreaterThan(0)
  })
})

it('lets scripts of the origins of redirect URIs read discovery, and no others', async () => {
  const made = await set(guide())
  const allowed = async (origin: string) =>
    (await made.gateway.fetch(made.provision.captures.discovery_url!, { headers: { origin } })).headers.get(
      'access-control-allow-origin',
    )
  expect(await allowed('https://technitium.company')).toBe('https://technitium.company')
  expect(await allowed('https://technitium.company:8443')).toBeNull()
})

it('does not answer at discovery without the slug, or with a slash at its end', async () => {
  const made = await set(guide())
  const found = made.provision.captures.discovery_url!
  const statuses = await Promise.all(
    [found, `${found}/`, found.replace('technitium-dns-server', 'provider-for-technitium')].map(
      async (url) => (await made.gateway.fetch(url)).status,
    ),
  )
  expect(statuses).toEqual([200, 404, 404])
})
