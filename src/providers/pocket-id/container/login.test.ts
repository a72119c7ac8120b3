import { createHash, createPublicKey, verify } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createBrowser } from '../../../web/browser.ts'
import type { Gateway } from '../../../web/contract.ts'
import { openGateway } from '../../../web/gateway.ts'
import { authenticate } from './login.ts'
import { refusalOn } from './pages.ts'

const issuer = 'https://pocket-id.company'
const callback = 'https://ledger.company/cb'

/** Answers by method and path, as recorded; what was posted is kept. */
let answers: Record<string, [status: number, body: object]>
let posted: Array<{ path: string; body: string; cookie: string }>
let web: Gateway

beforeEach(async () => {
  answers = { 'POST /api/one-time-access-token/code-of-anna': [200, { id: 'anna' }] }
  posted = []
  web = await openGateway()
  web.route(issuer, { listener: (request, response) => void answer(request, response) })
  web.route('https://ledger.company', {
    listener: (request, response) => {
      response.setHeader('content-type', 'text/plain').end(`${request.method} ${request.url}`)
    },
  })
})
afterEach(() => web.close())

async function answer(request: IncomingMessage, response: ServerResponse) {
  let body = ''
  for await (const part of request) body += part
  const path = request.url?.split('?')[0] ?? ''
  if (request.method === 'POST') posted.push({ path, body, cookie: request.headers.cookie ?? '' })
  const known = answers[`${request.method} ${path}`]
  if (path.startsWith('/api/one-time'))
    response.setHeader('set-cookie', '__Host-access_token=session; Path=/; Secure; HttpOnly')
  if (known)
    response.writeHead(known[0], { 'content-type': 'application/json' }).end(JSON.stringify(known[1]))
  else if (path === '/authorize' && request.url?.includes('interaction='))
    response.writeHead(303, { location: `${callback}?code=c1&state=s1` }).end()
  else response.setHeader('content-type', 'text/html').end('<html><body></body></html>')
}

const signIn = async (path: string, version: string) => {
  const browser = createBrowser(web)
  return authenticate(browser, await browser.open(issuer + path), { code: 'code-of-anna', version })
}

const interaction = 'POST /api/oidc/interactions/i1/complete'

test('each step of an interaction is completed in the session of the code, then the reader is led back', async () => {
  answers['GET /api/oidc/interactions/i1'] = [200, { currentStep: 'authenticate' }]
  answers[interaction] = [200, { redirectUrl: '/authorize?interaction=i1' }]
  const page = await signIn('/interaction?interaction=i1', '2.14.0')
  expect(page.url.href).toBe(`${callback}?code=c1&state=s1`)
  expect(posted.at(-1)).toEqual({
    path: '/api/oidc/interactions/i1/complete',
    body: '{"step":"authenticate"}',
    cookie: '__Host-access_token=session',
  })
})

test('who must sign in once more does so with a passkey of this site, and signs what the server asked', async () => {
  const options = { challenge: 'asked-1', rp: { id: 'pocket-id.company' }, user: { id: 'YW5uYQ' } }
  answers['GET /api/webauthn/register/start'] = [200, options]
  answers['POST /api/webauthn/register/finish'] = [200, {}]
  answers['GET /api/webauthn/login/start'] = [200, { challenge: 'asked-2', rpId: 'pocket-id.company' }]
  answers['POST /api/webauthn/reauthenticate'] = [200, {}]
  answers['GET /api/oidc/interactions/i1'] = [200, { currentStep: 'reauthenticate' }]
  answers[interaction] = [200, { redirectUrl: '/authorize?interaction=i1' }]
  expect((await signIn('/interaction?interaction=i1', '2.14.0')).url.origin).toBe('https://ledger.company')
  const sent = (path: string) => JSON.parse(posted.find((one) => one.path.endsWith(path))!.body).response
  const { attestationObject } = sent('/register/finish')
  const { clientDataJSON, authenticatorData, signature, userHandle } = sent('/reauthenticate')
  const client = JSON.parse(bytes(clientDataJSON).toString())
  expect([client, userHandle]).toEqual([
    { type: 'webauthn.get', challenge: 'asked-2', origin: issuer, crossOrigin: false },
    'YW5uYQ',
  ])
  const [x, y] = [bytes(attestationObject).subarray(-67, -35), bytes(attestationObject).subarray(-32)]
  const jwk = { kty: 'EC', crv: 'P-256', x: x.toString('base64url'), y: y.toString('base64url') }
  const signed = Buffer.concat([
    bytes(authenticatorData),
    createHash('sha256').update(bytes(clientDataJSON)).digest(),
  ])
  const key = createPublicKey({ key: jwk, format: 'jwk' })
  expect(verify('sha256', signed, key, bytes(signature))).toBe(true)
})

const bytes = (text: string) => Buffer.from(text, 'base64url')

test('what a step refuses is what the page would show', async () => {
  answers['GET /api/oidc/interactions/i1'] = [200, { currentStep: 'consent' }]
  answers[interaction] = [400, { error: 'The interaction has expired' }]
  const page = await signIn('/interaction?interaction=i1', '2.14.0')
  expect(refusalOn(page, issuer)).toBe('The interaction has expired')
})

test("the error page says what stands in its address; the application's pages refuse nothing", async () => {
  const browser = createBrowser(web)
  const refused = await browser.open(`${issuer}/interaction/error?error=You+are+not+allowed`)
  expect(refusalOn(refused, issuer)).toBe('You are not allowed')
  expect(refusalOn(await browser.open(callback), issuer)).toBeNull()
})

test('a server that fails is no refusal', async () => {
  answers['GET /api/oidc/interactions/i1'] = [500, { error: 'Something went wrong' }]
  await expect(signIn('/interaction?interaction=i1', '2.14.0')).rejects.toMatchObject({
    name: 'Infrastructure',
  })
})

const query = new URLSearchParams({
  ...{ client_id: 'ledger', scope: 'openid', redirect_uri: callback, state: 's1', nonce: 'n1' },
  ...{ code_challenge: 'x', code_challenge_method: 'S256' },
})

test.each([
  ['query', `GET /cb?code=c2&state=s1&iss=${encodeURIComponent(issuer)}`],
  ['form_post', 'POST /cb'],
])('before v2.10 the page asks for a code and takes the reader back: %s', async (mode, expected) => {
  answers['GET /api/oidc/clients/ledger/meta'] = [200, {}]
  answers['POST /api/oidc/authorization-required'] = [200, { authorizationRequired: true }]
  answers['POST /api/oidc/authorize'] = [200, { code: 'c2', callbackURL: callback, issuer }]
  const page = await signIn(`/authorize?${query}&response_mode=${mode}`, '2.9.0')
  expect(page.body).toBe(expected)
  expect(JSON.parse(posted.at(-1)!.body)).toMatchObject({
    ...{ clientId: 'ledger', callbackURL: callback, nonce: 'n1', codeChallenge: 'x', responseMode: mode },
  })
})

test('before v2.10 refusals stay on the page', async () => {
  answers['GET /api/oidc/clients/ledger/meta'] = [200, {}]
  answers['POST /api/oidc/authorization-required'] = [200, { authorizationRequired: true }]
  answers['POST /api/oidc/authorize'] = [403, { error: "You're not allowed to access this service" }]
  const page = await signIn(`/authorize?${query}`, '2.9.0')
  expect(refusalOn(page, issuer)).toBe("You're not allowed to access this service")
})
