import 'reflect-metadata'
import { X509CertificateGenerator } from '@peculiar/x509'
import { exportJWK, type JWK, type JWTHeaderParameters, type JWTPayload, SignJWT } from 'jose'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Gateway } from '../../../web/contract.ts'
import { openGateway } from '../../../web/gateway.ts'
import { TokenRules } from './token.ts'

const algorithms = {
  RS256: {
    name: 'RSASSA-PKCS1-v1_5',
    hash: 'SHA-256',
    publicExponent: new Uint8Array([1, 0, 1]),
    modulusLength: 2048,
  },
  ES256: { name: 'ECDSA', hash: 'SHA-256', namedCurve: 'P-256' },
}
const pairOf = async (alg: keyof typeof algorithms) =>
  (await crypto.subtle.generateKey(algorithms[alg], true, ['sign', 'verify'])) as CryptoKeyPair
const [rsa, other, elliptic] = await Promise.all([pairOf('RS256'), pairOf('RS256'), pairOf('ES256')])

let web: Gateway
let published: JWK[]
let headers: Record<string, string>
beforeEach(async () => {
  web = await openGateway()
  published = [{ ...(await exportJWK(rsa.publicKey)), kid: 'one' }]
  headers = {}
  web.route('https://idp.company', {
    listener: (_, response) => response.writeHead(200, headers).end(JSON.stringify({ keys: published })),
  })
})
afterEach(() => web.close())

async function rules(changes: Partial<ConstructorParameters<typeof TokenRules>[0]> = {}) {
  const settings = {
    issuer: 'https://idp.company',
    jwksUri: 'https://idp.company/jwks',
    audiences: ['netbird', 'device'],
    userIdClaim: 'sub',
    refreshesKeys: false,
    ...changes,
  }
  const made = new TokenRules(settings, web)
  await made.loadKeys()
  return made
}

const now = Math.floor(Date.now() / 1000)
const good: JWTPayload = {
  iss: 'https://idp.company',
  aud: ['account', 'netbird'],
  sub: 'u-1',
  exp: now + 300,
  iat: now,
}

function token(
  claims: JWTPayload = good,
  key: CryptoKey | Uint8Array = rsa.privateKey,
  header: Partial<JWTHeaderParameters> = {},
) {
  return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'one', ...header }).sign(key)
}

describe('the claims of a token', () => {
  test('any one of the audiences is enough; exp and iat may be absent', async () => {
    const management = await rules()
    expect(await management.accept(await token())).toMatchObject({ sub: 'u-1' })
    expect(await management.accept(await token({ iss: good.iss, aud: 'device', sub: 'u-1' }))).toMatchObject({
      sub: 'u-1',
    })
  })

  test.each<[string, JWTPayload]>([
    ['token has invalid issuer', { ...good, iss: 'https://idp.company/' }],
    ['token has invalid audience', { ...good, aud: 'account' }],
    ['token is expired', { ...good, exp: now - 1 }],
    ['token used before issued', { ...good, iat: now + 60 }],
    ['token is not valid yet', { ...good, nbf: now + 60 }],
    ['user ID claim sub is no text', { ...good, sub: 7 as unknown as string }],
    ['user ID claim sub is no text', { ...good, sub: undefined }],
  ])('%s', async (reason, claims) => {
    await expect((await rules()).accept(await token(claims))).rejects.toThrow(reason)
  })

  test('an empty audience in the settings accepts nothing', async () => {
    await expect((await rules({ audiences: [] })).accept(await token())).rejects.toThrow('invalid audience')
  })
})

describe('the key of a token', () => {
  test('another key under the same id, an unknown id, no id and HS256 are refused', async () => {
    const management = await rules()
    await expect(management.accept(await token(good, other.privateKey))).rejects.toThrow(
      'signature is invalid',
    )
    await expect(management.accept(await token(good, rsa.privateKey, { kid: 'two' }))).rejects.toThrow(
      'appropriate key',
    )
    await expect(management.accept(await token(good, rsa.privateKey, { kid: undefined }))).rejects.toThrow(
      'appropriate key',
    )
    const shared = new TextEncoder().encode('the client secret, long enough for it')
    await expect(
      management.accept(await token(good, shared, { alg: 'HS256', kid: undefined })),
    ).rejects.toThrow('appropriate key')
    await expect(management.accept('opaque')).rejects.toThrow('malformed')
  })

  test('an elliptic key works bare and fails with its certificate; an RSA key works with one', async () => {
    const certificate = async (keys: CryptoKeyPair, signingAlgorithm: EcdsaParams | Algorithm) => {
      const made = await X509CertificateGenerator.createSelfSigned({ name: 'CN=idp', keys, signingAlgorithm })
      return Buffer.from(made.rawData).toString('base64')
    }
    const bare = { ...(await exportJWK(elliptic.publicKey)), kid: 'one' }
    const signed = await token(good, elliptic.privateKey, { alg: 'ES256' })
    published = [bare]
    expect(await (await rules()).accept(signed)).toMatchObject({ sub: 'u-1' })
    published = [{ ...bare, x5c: [await certificate(elliptic, algorithms.ES256)] }]
    await expect((await rules()).accept(signed)).rejects.toThrow('key is not a valid RSA public key')
    published = [
      { ...(await exportJWK(rsa.publicKey)), kid: 'one', x5c: [await certificate(rsa, algorithms.RS256)] },
    ]
    expect(await (await rules()).accept(await token())).toMatchObject({ sub: 'u-1' })
  })

  test('keys are loaded once: a new one is found only with refresh, and then within max-age only for an unknown id', async () => {
    headers = { 'cache-control': 'max-age=3600' }
    const [once, refreshing] = [await rules(), await rules({ refreshesKeys: true })]
    const rotated = { ...(await exportJWK(other.publicKey)), kid: 'two' }
    published = [rotated]
    const fresh = await token(good, other.privateKey, { kid: 'two' })
    await expect(once.accept(fresh)).rejects.toThrow('appropriate key')
    expect(await once.accept(await token())).toMatchObject({ sub: 'u-1' })
    expect(await refreshing.accept(await token())).toMatchObject({ sub: 'u-1' })
    expect(await refreshing.accept(fresh)).toMatchObject({ sub: 'u-1' })
    await expect(refreshing.accept(await token())).rejects.toThrow('appropriate key')
  })

  test('a first load that failed is never made good without refresh', async () => {
    const unreachable = await rules({ jwksUri: 'https://nowhere.company/jwks' })
    await expect(unreachable.accept(await token())).rejects.toThrow('appropriate key')
  })
})
