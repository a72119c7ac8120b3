import { decodeJwt } from 'jose'
import { afterEach, describe, expect, test } from 'vitest'
import type { Plan } from '../../plan/plan.ts'
import { createBrowser } from '../../web/browser.ts'
import type { Gateway } from '../../web/contract.ts'
import { openGateway } from '../../web/gateway.ts'
import type { Provision, TestUser } from '../contract.ts'
import { guide } from './fixtures/guide.ts'
import keycloak from './index.ts'

const person = (username: string, groups: string[]): TestUser => ({
  username,
  password: `password of ${username}`,
  email: `${username}@wiki.company`,
  emailVerified: true,
  givenName: 'Zoë',
  familyName: "O'Brien",
  groups,
  why: 'a test',
})

let gateway: Gateway | undefined
afterEach(() => gateway?.close())

async function provisioned(plan: Plan, version = '26.7'): Promise<{ provision: Provision; web: Gateway }> {
  const instance = await keycloak.drivers.embedded.start({ version })
  const provision = await instance.provision(plan, { realm: 'company' })
  const web = await openGateway()
  gateway = web
  for (const [origin, route] of provision.routes) web.route(origin, route)
  web.route('https://wiki.company', { listener: (_request, response) => void response.end('the wiki') })
  return { provision, web }
}

/** Signs somebody in as an application would, and gets the tokens. */
async function signIn(plan: Plan, user: TestUser, more: Record<string, string> = {}) {
  const { provision, web } = await provisioned(plan)
  await provision.createUser(user)
  const { captures } = provision
  const browser = createBrowser(web)
  const query = new URLSearchParams({
    client_id: captures.client_id ?? '',
    redirect_uri: 'https://wiki.company/cb',
    response_type: 'code',
    scope: 'openid',
    ...more,
  })
  const first = await browser.open(`${captures.authorization_url}?${query}`)
  const page = await provision.authenticate(browser, first, user)
  const code = page.url.searchParams.get('code')
  if (!code) return { page, provision, web, claims: null }
  const form = new URLSearchParams({
    grant_type: 'authorization_code',
    code,
    redirect_uri: query.get('redirect_uri') ?? '',
    client_id: captures.client_id ?? '',
    ...(captures.client_secret ? { client_secret: captures.client_secret } : {}),
    ...(more.code_challenge ? { code_verifier: more.code_challenge } : {}),
  })
  const headers = { origin: 'https://wiki.company' }
  const answer = await web.fetch(captures.token_url ?? '', { method: 'POST', body: form, headers })
  const tokens = (await answer.json()) as Record<string, string>
  return { page, provision, web, answer, claims: decodeJwt(tokens.id_token ?? '') }
}

describe('a guide that maps groups', () => {
  test('puts plain names into the ID token, and nothing for somebody without a group', async () => {
    const anna = await signIn(guide('groups'), person('anna', ['editors']))
    expect(anna.claims).toMatchObject({
      iss: 'https://keycloak.company/realms/company',
      groups: ['editors'],
      preferred_username: 'anna',
      name: "Zoë O'Brien",
    })
    const bert = await signIn(guide('groups'), person('bert', []))
    expect(bert.claims).not.toHaveProperty('groups')
  })

  test('puts paths there where it leaves the console at its default', async () => {
    const silent = guide('groups', (text) => text.replace('- **Full group path**: Off\n', ''))
    expect((await signIn(silent, person('anna', ['editors']))).claims).toMatchObject({ groups: ['/editors'] })
  })

  test('cannot give anybody a group that it does not create', async () => {
    expect((await signIn(guide('groups'), person('anna', ['admins']))).claims).not.toHaveProperty('groups')
  })

  test('hands out a secret to confidential clients only, and opens the door to its web origins', async () => {
    const { provision, answer } = await signIn(guide('groups'), person('anna', []))
    expect(provision.captures.client_secret).toMatch(/^[\w-]{32}$/)
    expect(answer?.headers.get('access-control-allow-origin')).toBe('https://wiki.company')
    const without = await signIn(
      guide('groups', (text) => text.replace(/- \*\*Web origins.*\n/, '')),
      person('anna', []),
    )
    expect(without.answer?.headers.get('access-control-allow-origin')).toBeNull()
    expect((await provisioned(guide('scope'))).provision.captures).not.toHaveProperty('client_secret')
  })
})

describe('a guide with a client scope', () => {
  const pkce = { scope: 'openid groups', code_challenge: 'v'.repeat(43), code_challenge_method: 'plain' }

  test('refuses PKCE plain where the console requires S256', async () => {
    const { page } = await signIn(guide('scope'), person('anna', ['editors']), pkce)
    expect(page.url.searchParams.get('error_description')).toMatch(/not matching the configured one/)
  })

  test('answers invalid_scope until the scope was added to the client', async () => {
    const open = (text: string) => text.replace('- **Require PKCE**: On\n', '')
    const added = await signIn(guide('scope', open), person('anna', ['editors']), { scope: 'openid groups' })
    expect(added.claims).toMatchObject({ groups: ['editors'] })
    const forgotten = guide('scope', (text) => open(text).replace('**Add client scope**', 'that'))
    const { page } = await signIn(forgotten, person('anna', ['editors']), { scope: 'openid groups' })
    expect(page.url.searchParams.get('error')).toBe('invalid_scope')
  })
})

describe('refusals', () => {
  test('are read from the page, in the words of Keycloak', async () => {
    const { page, provision } = await signIn(guide('groups'), person('anna', []), {
      redirect_uri: 'https://wiki.company/other',
    })
    expect(provision.refusal(page)).toBe('Invalid parameter: redirect_uri')
  })

  test('of a wrong password are the login page again', async () => {
    const { provision, web } = await provisioned(guide('groups'))
    await provision.createUser(person('anna', []))
    const browser = createBrowser(web)
    const query = new URLSearchParams({
      client_id: 'wiki',
      redirect_uri: 'https://wiki.company/cb',
      response_type: 'code',
    })
    const first = await browser.open(`${provision.captures.authorization_url}?${query}`)
    const page = await provision.authenticate(browser, first, { ...person('anna', []), password: 'wrong' })
    expect(provision.refusal(page)).toBe('Invalid username or password.')
  })

  test('a page of the application is none', async () => {
    const { page, provision } = await signIn(guide('groups'), person('anna', []))
    expect(provision.refusal(page)).toBeNull()
  })
})
