import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { decodeJwt } from 'jose'
import { describe, expect, test } from 'vitest'
import { fictional, origin } from './fictional/dialect.ts'
import { callback, codeIn, exchange, made, Person } from './fictional/person.ts'
import { notKnownHeader, request } from './message.ts'

describe('a login', () => {
  test('leads through the login page to a code, tokens and userinfo', async () => {
    const embedded = made()
    const anna = new Person(embedded, 'anna')
    const first = await anna.authorize()
    expect(first.headers.location).toMatch(/^\/login\?id=/)
    const landed = await anna.send('POST', '/login', { username: 'anna', password: 'pass' })
    expect(landed.headers.location).toMatch(/^https:\/\/app\.company\/cb\?code=[^&]+&state=s$/)
    const { body } = await exchange(embedded, { grant_type: 'authorization_code', code: codeIn(landed) })
    expect(decodeJwt(body.id_token ?? '')).toMatchObject({ iss: origin, sub: 'id-of-anna', aud: 'app' })
    const headers = { authorization: `Bearer ${body.access_token}` }
    const userinfo = await embedded.handle(request('GET', `${origin}/userinfo`, { headers }))
    expect(JSON.parse(userinfo.body)).toEqual({ sub: 'id-of-anna', groups: ['staff'] })
  })

  test('is remembered by the browser that made it, and by no other', async () => {
    const embedded = made()
    const anna = new Person(embedded, 'anna')
    await anna.logIn()
    expect(codeIn(await anna.authorize({ prompt: 'none' }))).not.toBe('')
    const stranger = await new Person(embedded, 'bert').authorize({ prompt: 'none' })
    expect(stranger.headers.location).toContain('error=login_required')
  })

  test('with a wrong password stays at the login page', async () => {
    const anna = new Person(made(), 'anna')
    await anna.authorize()
    expect(await anna.send('POST', '/login', { username: 'anna', password: 'no' })).toMatchObject({
      status: 401,
    })
  })

  test('of somebody outside the allowed groups ends in the words of the product', async () => {
    const embedded = made({ groups: ['staff'] })
    expect(codeIn(await new Person(embedded, 'anna').logIn())).not.toBe('')
    expect(await new Person(embedded, 'bert').logIn()).toMatchObject({ status: 403, body: 'Not for you' })
  })

  test('asks for consent once, and tells the application of a refusal', async () => {
    const embedded = made({ consent: true })
    const anna = new Person(embedded, 'anna')
    expect((await anna.logIn()).body).toBe('Allow openid, groups?')
    const refused = await anna.send('POST', '/consent', { no: '' })
    expect(refused.headers.location).toContain('error=access_denied')
    await anna.authorize()
    expect(codeIn(await anna.send('POST', '/consent', { yes: '' }))).not.toBe('')
    expect(codeIn(await anna.authorize())).not.toBe('')
  })

  test('can answer in a form that submits itself', async () => {
    const { body } = await new Person(made(), 'anna').logIn({ response_mode: 'form_post' })
    expect(body).toMatch(/action="https:\/\/app\.company\/cb".*name="code"/)
  })
})

describe('codes and refresh tokens', () => {
  const wrong = { code_verifier: 'w'.repeat(43) }
  const plain = { code_challenge: 'v'.repeat(43) }
  const right = { code_verifier: 'v'.repeat(43) }

  test('a product that burns no codes takes a second try, with PKCE plain as with S256', async () => {
    const embedded = made()
    const code = codeIn(await new Person(embedded, 'anna').logIn(plain))
    const grant = { grant_type: 'authorization_code', code }
    expect(await exchange(embedded, { ...grant, ...wrong })).toMatchObject({
      body: { error_description: 'verifier' },
    })
    expect(await exchange(embedded, { ...grant, ...right })).toMatchObject({ status: 200 })
  })

  test('a product that burns codes does not', async () => {
    const code = {
      lifetime: 60,
      redirectUri: 'same',
      verifier: 'checked',
      burns: ['verifier-wrong'],
      reuseRevokes: false,
    } as const
    const embedded = made({}, fictional({ code }))
    const grant = {
      grant_type: 'authorization_code',
      code: codeIn(await new Person(embedded, 'anna').logIn(plain)),
    }
    await exchange(embedded, { ...grant, ...wrong })
    expect(await exchange(embedded, { ...grant, ...right })).toMatchObject({
      body: { error_description: 'unknown' },
    })
  })

  test.each([
    [false, 200],
    [true, 401],
  ])('a second use of a code revokes the tokens of the first: %s', async (reuseRevokes, status) => {
    const code = { lifetime: 60, redirectUri: 'same', verifier: 'checked', burns: [], reuseRevokes } as const
    const embedded = made({}, fictional({ code }))
    const grant = {
      grant_type: 'authorization_code',
      code: codeIn(await new Person(embedded, 'anna').logIn()),
    }
    const { body } = await exchange(embedded, grant)
    expect(await exchange(embedded, grant)).toMatchObject({ body: { error_description: 'used' } })
    const headers = { authorization: `Bearer ${body.access_token}` }
    expect(await embedded.handle(request('GET', `${origin}/userinfo`, { headers }))).toMatchObject({ status })
  })

  test.each([
    ['refused', 200],
    ['revokes', 400],
  ] as const)('a used refresh token is %s, its successor then answers %i', async (reuse, status) => {
    const embedded = made({}, fictional({ refresh: { issued: () => true, rotates: true, reuse } }))
    const code = codeIn(await new Person(embedded, 'anna').logIn())
    const { body } = await exchange(embedded, { grant_type: 'authorization_code', code })
    const refresh = (token = '') => exchange(embedded, { grant_type: 'refresh_token', refresh_token: token })
    const next = await refresh(body.refresh_token)
    expect(await refresh(body.refresh_token)).toMatchObject({
      status: 400,
      body: { error_description: 'used' },
    })
    expect(await refresh(next.body.refresh_token)).toMatchObject({ status })
  })

  test('a wrong secret is named as such', async () => {
    const embedded = made()
    const code = codeIn(await new Person(embedded, 'anna').logIn())
    const grant = { grant_type: 'authorization_code', code }
    expect(await exchange(embedded, { ...grant, client_secret: 'no' })).toMatchObject({ status: 401 })
  })
})

describe('what the stand-in does not know', () => {
  test('a fault that the dialect has no words for is 501, and in the log', async () => {
    const embedded = made()
    const answer = await new Person(embedded, 'anna').authorize({ redirect_uri: 'https://other.company/cb' })
    expect(answer).toMatchObject({ status: 501 })
    expect(answer.body).toBe(
      'NotKnown: this stand-in does not know how Fictional 1.0 answers here: redirect-uri-mismatch',
    )
    expect(embedded.log).toContain('redirect-uri-mismatch')
  })

  test('so is a parameter that changes answers in ways that are not modelled', async () => {
    const answer = await new Person(made(), 'anna').authorize({ claims: '{"userinfo":{}}' })
    expect(answer).toMatchObject({ status: 501, body: expect.stringContaining('the parameter claims') })
  })

  test('an address that nobody serves is answered by the product, with the near miss', async () => {
    const embedded = made()
    expect(await embedded.handle(request('GET', `${origin}/token`))).toMatchObject({
      status: 405,
      body: 'method',
    })
    expect(await embedded.handle(request('GET', `${origin}/userinfo/`))).toMatchObject({
      status: 404,
      body: 'slash',
    })
    expect(await embedded.handle(request('GET', `${origin}/x`))).toMatchObject({
      status: 404,
      body: 'nothing here',
    })
  })
})

test('pushed requests are used once', async () => {
  const embedded = made()
  const anna = new Person(embedded, 'anna')
  await anna.logIn()
  const pushed = await anna.send('POST', '/par', {
    client_id: 'app',
    client_secret: 'secret',
    response_type: 'code',
    redirect_uri: callback,
    scope: 'openid',
    state: 'pushed',
  })
  const { request_uri } = JSON.parse(pushed.body)
  const used = await anna.send('GET', '/authorize', { client_id: 'app', request_uri })
  expect(used.headers.location).toMatch(/code=[^&]+&state=pushed$/)
  expect(await anna.send('GET', '/authorize', { client_id: 'app', request_uri })).toMatchObject({
    status: 501,
  })
})

test('instances know nothing of each other', async () => {
  const [one, other] = [made(), made()]
  const code = codeIn(await new Person(one, 'anna').logIn())
  expect(await exchange(other, { grant_type: 'authorization_code', code })).toMatchObject({ status: 400 })
  expect(await exchange(one, { grant_type: 'authorization_code', code })).toMatchObject({ status: 200 })
})

test('a failure of the stand-in itself passes for no answer of the product', async () => {
  const dialect = fictional()
  const server = createServer(
    made({}, { ...dialect, discovery: () => assert.fail('a mistake in the dialect') }).listener,
  ).listen(0)
  const { port } = server.address() as AddressInfo
  const answer = await fetch(`http://localhost:${port}/.well-known/openid-configuration`)
  expect(answer.status).toBe(500)
  expect(answer.headers.get(notKnownHeader)).toContain('a%20mistake%20in%20the%20dialect')
  server.close()
})

test('the listener answers on a real socket as if it were at its own origin', async () => {
  const server = createServer(made().listener).listen(0)
  const { port } = server.address() as AddressInfo
  const answer = await fetch(`http://localhost:${port}/.well-known/openid-configuration`)
  expect(await answer.json()).toEqual({ issuer: origin })
  server.close()
})
