import 'reflect-metadata'
import { X509CertificateGenerator } from '@peculiar/x509'
import { exportJWK, type JWK, type JWTHeaderParameters, type JWTPayload, SignJWT } from 'jose'
import { beforeEach, expect, test } from 'vitest'
import { inEachMode } from '../../_shared/testing/modes.ts'
import { guide, start, world } from '../testing.ts'

/* Tokens of a provider that the test plays, put to the API: whether management takes them, and whom it takes them for. */

const algorithms = {
  RS256: {
    ...{ name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', modulusLength: 2048 },
    publicExponent: new Uint8Array([1, 0, 1]),
  },
  ES256: { name: 'ECDSA', hash: 'SHA-256', namedCurve: 'P-256' },
}
const pairOf = async (alg: keyof typeof algorithms) =>
  (await crypto.subtle.generateKey(algorithms[alg], true, ['sign', 'verify'])) as CryptoKeyPair
const [rsa, other, elliptic] = await Promise.all([pairOf('RS256'), pairOf('RS256'), pairOf('ES256')])

async function published(keys: CryptoKeyPair, kid: string, more: Partial<JWK> = {}): Promise<JWK> {
  return { ...(await exportJWK(keys.publicKey)), kid, ...more }
}

async function certificate(keys: CryptoKeyPair, signingAlgorithm: EcdsaParams | Algorithm) {
  const made = await X509CertificateGenerator.createSelfSigned({ name: 'CN=idp', keys, signingAlgorithm })
  return [Buffer.from(made.rawData).toString('base64')]
}

const now = Math.floor(Date.now() / 1000)
const good: JWTPayload = {
  ...{ iss: 'https://idp.company', aud: ['account', 'netbird'], sub: 'u-1' },
  ...{ exp: now + 300, iat: now },
}

const token = (
  claims: JWTPayload = good,
  key: CryptoKey | Uint8Array = rsa.privateKey,
  header: Partial<JWTHeaderParameters> = {},
) => new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'one', ...header }).sign(key)

let keys: JWK[]
let headers: Record<string, string>
beforeEach(async () => {
  keys = [await published(rsa, 'one')]
  headers = {}
  world.web.route('https://idp.company', {
    listener: (request, response) =>
      response.writeHead(200, headers).end(
        request.url === '/jwks'
          ? JSON.stringify({ keys })
          : JSON.stringify({
              issuer: 'https://idp.company',
              jwks_uri: 'https://idp.company/jwks',
              token_endpoint: 'https://idp.company/token',
              authorization_endpoint: 'https://idp.company/auth',
            }),
      ),
  })
})

/** Status and message, or the user's id. */
async function answer(authorization: string | null): Promise<string> {
  const response = await world.web.fetch('https://netbird.company:33073/api/users/current', {
    headers: authorization === null ? {} : { authorization },
  })
  const { id, message } = (await response.json()) as { id?: string; message?: string }
  return response.ok ? String(id) : `${response.status} ${message}`
}
const of = async (made: string | Promise<string>) => answer(`Bearer ${await made}`)
const invalid = '401 token invalid'

inEachMode(world, 'a token', () => {
  test('any one of the audiences is enough; exp and iat may be absent; everything else must fit', async () => {
    await start(guide({ NETBIRD_AUTH_DEVICE_AUTH_AUDIENCE: 'device' }))
    expect(await of(token())).toBe('u-1')
    expect(await of(token({ iss: good.iss, aud: 'device', sub: 'u-1' }))).toBe('u-1')
    expect(await answer(null)).toBe('401 no valid authentication provided')
    const shared = new TextEncoder().encode('the client secret, long enough for it')
    const refused = {
      'another issuer': token({ ...good, iss: 'https://idp.company/' }),
      'another audience': token({ ...good, aud: 'account' }),
      'no longer': token({ ...good, exp: now - 1 }),
      'issued later': token({ ...good, iat: now + 600 }),
      'not yet': token({ ...good, nbf: now + 600 }),
      'a number as sub': token({ ...good, sub: 7 as unknown as string }),
      'no sub': token({ ...good, sub: undefined }),
      'another key under the same id': token(good, other.privateKey),
      'an unknown id': token(good, rsa.privateKey, { kid: 'two' }),
      'no id': token(good, rsa.privateKey, { kid: undefined }),
      HS256: token(good, shared, { alg: 'HS256', kid: undefined }),
      opaque: 'opaque',
    }
    const answers = await Promise.all(
      Object.entries(refused).map(async ([what, made]) => [what, await of(made)]),
    )
    expect(answers).toEqual(Object.keys(refused).map((what) => [what, invalid]))
  })

  test('an elliptic key works bare and fails with its certificate, a RSA key works with one', async () => {
    const x5c = {
      elliptic: await certificate(elliptic, algorithms.ES256),
      rsa: await certificate(rsa, algorithms.RS256),
    }
    keys = [
      await published(elliptic, 'bare'),
      await published(elliptic, 'elliptic', { x5c: x5c.elliptic }),
      await published(rsa, 'rsa', { x5c: x5c.rsa }),
    ]
    await start(guide())
    const signed = (kid: string) => token(good, elliptic.privateKey, { alg: 'ES256', kid })
    expect(await of(signed('bare'))).toBe('u-1')
    expect(await of(signed('elliptic'))).toBe(invalid)
    expect(await of(token(good, rsa.privateKey, { kid: 'rsa' }))).toBe('u-1')
  })

  test('keys are loaded once: without refresh a new one is never found', async () => {
    await start(guide())
    keys = [await published(other, 'two')]
    expect(await of(token(good, other.privateKey, { kid: 'two' }))).toBe(invalid)
    expect(await of(token())).toBe('u-1')
  })

  test('with refresh an unknown id is looked for, and within max-age nothing else is', async () => {
    headers = { 'cache-control': 'max-age=3600' }
    await start(guide({ NETBIRD_MGMT_IDP_SIGNKEY_REFRESH: 'true' }))
    keys = [await published(other, 'two')]
    expect(await of(token())).toBe('u-1')
    expect(await of(token(good, other.privateKey, { kid: 'two' }))).toBe('u-1')
    expect(await of(token())).toBe(invalid)
  })
})
