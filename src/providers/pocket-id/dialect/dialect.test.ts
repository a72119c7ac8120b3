import { afterEach, beforeEach, expect, test } from 'vitest'
import { createEmbedded } from '../../../embedded/instance.ts'
import { createBrowser } from '../../../web/browser.ts'
import type { Browser, Gateway, Page } from '../../../web/contract.ts'
import { openGateway } from '../../../web/gateway.ts'
import { type PocketIdClient, pocketIdDialect } from './index.ts'

const base = 'https://pocket-id.company'
const callback = 'https://app.company/cb'
const client: PocketIdClient = {
  clientId: 'app',
  clientSecret: 'a-secret-of-the-app',
  callbackURLs: [callback],
  logoutCallbackURLs: ['https://app.company/out'],
  pkceEnabled: false,
  isGroupRestricted: true,
  allowedUserGroups: ['dns-admins'],
  skipConsent: false,
  requiresPushedAuthorizationRequests: false,
}
const person = (username: string, groups: string[]) => ({
  id: `id-of-${username}`,
  username,
  password: 'correct horse',
  email: `${username}@example.com`,
  emailVerified: false,
  givenName: username,
  familyName: 'Example',
  groups,
})

let web: Gateway
beforeEach(async () => {
  web = await openGateway()
  const world = createEmbedded(
    pocketIdDialect({ base, version: '2.14.0', customClaims: () => ({ department: 'it' }) }),
  )
  world.clients.set(client.clientId, client)
  for (const user of [person('anna', ['dns-admins']), person('bert', [])]) world.users.set(user.id, user)
  web.route(base, { listener: world.listener })
  web.route('https://app.company', { listener: (request, response) => response.end(request.url) })
})
afterEach(() => web.close())

function authorize(browser: Browser, parameters: Record<string, string> = {}): Promise<Page> {
  const query = new URLSearchParams({
    client_id: 'app',
    response_type: 'code',
    scope: 'openid profile email groups',
    redirect_uri: callback,
    state: 'state-0123456789',
    ...parameters,
  })
  return browser.open(`${base}/authorize?${query}`)
}

async function signIn(browser: Browser, username: string, parameters: Record<string, string> = {}) {
  const page = await authorize(browser, parameters)
  const next = await browser.submit(page.forms[0]!, { username, password: 'correct horse' })
  return next.title === 'Allow access' ? browser.submit(next.forms[0]!, { consent: 'granted' }) : next
}

async function exchange(page: Page, secret = 'a-secret-of-the-app') {
  const response = await web.fetch(`${base}/api/oidc/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`app:${secret}`)}` },
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code: page.url.searchParams.get('code') ?? '',
      redirect_uri: callback,
    }),
  })
  return { status: response.status, body: await response.json() }
}

test('a person signs in, consents, and the application gets groups in ID token and userinfo', async () => {
  const page = await signIn(createBrowser(web), 'anna')
  expect(page.url.origin + page.url.pathname).toBe(callback)
  expect(page.url.searchParams.get('iss')).toBe(base)
  const { status, body } = await exchange(page)
  expect(status).toBe(200)
  const claims = JSON.parse(Buffer.from(body.id_token.split('.')[1], 'base64url').toString())
  expect(claims).toMatchObject({
    iss: base,
    aud: ['app'],
    groups: ['dns-admins'],
    department: 'it',
    sub: 'id-of-anna',
  })
  const userinfo = await web.fetch(`${base}/api/oidc/userinfo`, {
    headers: { authorization: `Bearer ${body.access_token}` },
  })
  expect(await userinfo.json()).toMatchObject({ preferred_username: 'anna', groups: ['dns-admins'] })
})

test('groups never reach the access token', async () => {
  const { body } = await exchange(await signIn(createBrowser(web), 'anna'))
  const claims = JSON.parse(Buffer.from(body.access_token.split('.')[1], 'base64url').toString())
  expect(claims).not.toHaveProperty('groups')
  expect(claims.aud).toEqual(['app', base])
})

test('who is in no allowed group stays on a page of Pocket ID; the application hears nothing', async () => {
  const page = await signIn(createBrowser(web), 'bert')
  expect(page.url.href).toBe(`${base}/interaction/error?error=You+are+not+allowed+to+access+this+service.`)
})

test('an address that is not registered ends on a page of Pocket ID, a slash at its end included', async () => {
  const page = await authorize(createBrowser(web), { redirect_uri: `${callback}/` })
  expect(page.url.searchParams.get('error')).toBe(
    `The redirect_uri '${callback}/' is not registered for this client.`,
  )
})

test('a state of less than eight characters is refused to the application', async () => {
  const page = await authorize(createBrowser(web), { state: 'short' })
  expect(page.url.searchParams.get('error')).toBe('invalid_state')
})

test('a wrong secret is 401 and does not use up the code', async () => {
  const page = await signIn(createBrowser(web), 'anna')
  expect(await exchange(page, 'wrong')).toMatchObject({ status: 401, body: { error: 'invalid_client' } })
  expect((await exchange(page)).status).toBe(200)
})

test('a path in front of discovery gets the front end, not an error', async () => {
  const answer = await web.fetch(`${base}/realms/x/.well-known/openid-configuration`)
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
})
