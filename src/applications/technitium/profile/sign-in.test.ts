import { exportJWK, generateKeyPair } from 'jose'
import type { Configuration } from 'oidc-provider'
import { expect, test } from 'vitest'
import { createBrowser } from '../../../web/browser.ts'
import { json } from '../../_shared/answer.ts'
import * as say from '../messages.ts'
import { guide, house, issuer, person } from '../testing.ts'

const signedIn = (username: string, ...groups: string[]) => ({
  outcome: 'signed-in',
  session: { username, groups },
})
const refused = (message: string, by = 'application') => ({ outcome: 'refused', by, message })

test('a member of a mapped group signs in, named by the address, in the local group', async () => {
  await using it = await house(guide(), [person('ann', ['dns-admins'])])
  const browser = createBrowser(it.gateway)
  expect(await it.signIn('ann', browser)).toMatchObject(signedIn('ann@company.company', 'DNS Administrators'))
  const [, , authorize] = browser.history
  const sent = new URL(authorize!.url).searchParams
  expect(Object.fromEntries(sent)).toMatchObject({
    response_mode: 'form_post',
    code_challenge_method: 'S256',
    scope: 'openid profile email groups',
    redirect_uri: 'https://technitium.company/sso/callback',
  })
  expect(sent.get('nonce')).toHaveLength(43)
  const posted = browser.history.find(({ method, url }) => method === 'POST' && url.endsWith('/sso/callback'))
  expect(Object.keys(posted?.form ?? {})).toEqual(['code', 'state', 'iss'])
})

test('a pushed request leaves only client and reference in the address bar', async () => {
  await using it = await house(guide(), [person('ann', ['dns-admins'])], { pushed: true })
  const browser = createBrowser(it.gateway)
  expect(await it.signIn('ann', browser)).toMatchObject({ outcome: 'signed-in' })
  const sent = new URL(browser.history[2]!.url).searchParams
  expect([...sent.keys()]).toEqual(['client_id', 'request_uri', 'x-client-SKU', 'x-client-ver'])
})

test('the same wrong secret says one thing with pushed requests and another without', async () => {
  const bindings = { client_secret: 'another' }
  await using plain = await house(guide(), [person('ann', ['dns-admins'])], { bindings })
  expect(await plain.signIn('ann')).toEqual(refused(say.authenticationFailed))
  await using pushed = await house(guide(), [], { bindings, pushed: true })
  expect(await pushed.signIn('ann')).toEqual(refused(say.unreachable))
})

test('a provider that takes the secret only as basic authentication gets it in the form all the same', async () => {
  const client = { token_endpoint_auth_method: 'client_secret_basic' as const }
  const configuration = { clientAuthMethods: ['client_secret_basic' as const] }
  await using it = await house(guide(), [person('ann', ['dns-admins'])], { client, configuration })
  expect(await it.signIn('ann')).toEqual(refused(say.authenticationFailed))
})

test('an ID token signed with the secret is not believed', async () => {
  const client = { id_token_signed_response_alg: 'HS256' as const }
  const configuration = { enabledJWA: { idTokenSigningAlgValues: ['RS256' as const, 'HS256' as const] } }
  await using it = await house(guide(), [person('ann', ['dns-admins'])], { client, configuration })
  expect(await it.signIn('ann')).toEqual(refused(say.authenticationFailed))
})

test('nor is one whose signature is of other keys than those that discovery names', async () => {
  const elsewhere = 'https://keys.company'
  const plan = guide({ 'Metadata Address (Optional)': `${elsewhere}/discovery` })
  await using it = await house(plan, [person('ann', ['dns-admins'])])
  const document = await (await it.gateway.fetch(`${issuer}/.well-known/openid-configuration`)).json()
  const { publicKey } = await generateKeyPair('RS256')
  const keys = [{ ...(await exportJWK(publicKey)), kid: 'key-RS256', alg: 'RS256', use: 'sig' }]
  it.gateway.route(elsewhere, {
    listener: (request, response) =>
      json(
        response,
        200,
        request.url === '/keys' ? { keys } : { ...document, jwks_uri: `${elsewhere}/keys` },
      ),
  })
  expect(await it.signIn('ann')).toEqual(refused(say.authenticationFailed))
})

test('behind a proxy that says http the redirect URI begins with it, and the provider refuses it', async () => {
  await using it = await house(guide({ 'X-Forwarded-Proto': 'http' }), [person('ann', ['dns-admins'])])
  const browser = createBrowser(it.gateway)
  expect(await it.signIn('ann', browser)).toMatchObject({ outcome: 'refused', by: 'provider' })
  const sent = new URL(browser.history[2]!.url).searchParams
  expect(sent.get('redirect_uri')).toBe('http://technitium.company/sso/callback')
})

test('a proxy that the guide says nothing of is taken for one that tells the scheme', async () => {
  await using it = await house(guide({ 'X-Forwarded-Proto': null }), [person('ann', ['dns-admins'])])
  expect(await it.signIn('ann')).toMatchObject(signedIn('ann@company.company', 'DNS Administrators'))
})

test('over plain http the browser drops the cookies of the sign-in', async () => {
  const plain = 'http://technitium.company/sso/callback'
  const client = { redirect_uris: [plain], application_type: 'web' as const }
  await using it = await house(guide({ 'X-Forwarded-Proto': 'http' }), [person('ann', ['dns-admins'])], {
    client,
  })
  expect(await it.signIn('ann')).toEqual(refused(say.remoteFailure))
})

test('groups that are only in userinfo do not exist', async () => {
  await using it = await house(guide(), [person('ann', ['dns-admins'])], {
    configuration: { conformIdTokenClaims: true },
  })
  expect(await it.signIn('ann')).toEqual(refused(say.signUpRestricted))
})

test('an address that only userinfo knows is taken from 15.2 on', async () => {
  const ann = person('ann', ['dns-admins'])
  const configuration: Configuration = {
    findAccount: (_, id) => ({
      accountId: id,
      claims: (use) => ({ ...ann, sub: id, ...(use === 'id_token' && { email: undefined }) }),
    }),
  }
  await using recent = await house(guide(), [ann], { configuration })
  expect(await recent.signIn('ann')).toMatchObject(signedIn('ann@company.company', 'DNS Administrators'))
  await using older = await house(guide(), [ann], { configuration, version: '15.1.0' })
  expect(await older.signIn('ann')).toMatchObject(signedIn('ann', 'DNS Administrators'))
})

test('before 15.1 the scopes are fixed, and 15.0.1 asks for two that strict providers refuse', async () => {
  const people = [person('ann', ['dns-admins'])]
  await using it = await house(guide(), people, { version: '15.0.1' })
  const browser = createBrowser(it.gateway)
  await it.signIn('ann', browser)
  const sent = new URL(browser.history[2]!.url).searchParams
  expect(sent.get('scope')).toBe('openid profile email groups roles')
})

test('a discovery document that is not there means no provider', async () => {
  for (const authority of [`${issuer}/nowhere`, 'https://unknown.company']) {
    await using it = await house(guide({ 'Authority (Issuer)': authority }), [])
    expect(await it.signIn('ann')).toEqual(refused(say.unreachable))
  }
})

test('Metadata Address wins over Authority, which is then compared with nothing', async () => {
  const plan = guide({
    'Authority (Issuer)': 'https://unknown.company',
    'Metadata Address (Optional)': `${issuer}/.well-known/openid-configuration`,
  })
  await using it = await house(plan, [person('ann', ['dns-admins'])])
  expect(await it.signIn('ann')).toMatchObject({ outcome: 'signed-in' })
})

test('an error of the provider is a remote failure', async () => {
  await using it = await house(guide({ Scopes: ['openid', 'profile', 'email'] }), [], {
    client: { response_types: ['code'], scope: 'openid' },
  })
  expect(await it.signIn('ann')).toEqual(refused(say.remoteFailure))
})

test('single sign-on without a secret is silently off', async () => {
  await using it = await house(guide({ 'Client Secret': null }), [])
  const outcome = await it.signIn('ann')
  expect(outcome).toMatchObject({ outcome: 'refused', by: 'application' })
  expect(outcome).not.toMatchObject({ message: expect.stringContaining('OpenID Connect') })
})
