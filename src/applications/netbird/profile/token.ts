import { createPublicKey, type KeyObject, X509Certificate } from 'node:crypto'
import { compactVerify, decodeProtectedHeader } from 'jose'
import type { Gateway } from '../../../web/contract.ts'
import type { Installation } from '../installation.ts'

interface Key {
  kid?: string
  kty?: string
  x5c?: string[]
  [name: string]: unknown
}

/** The token's claims once management has accepted it. */
export type Claims = Readonly<Record<string, unknown>>

/** Why management does not take a token: only its log says so, the caller hears "token invalid" (auth_middleware.go:88-93). */
export class InvalidToken extends Error {
  override readonly name = 'InvalidToken'
}

/** The rules of shared/auth/jwt/validator.go (v0.77.1) for the one token that dashboard or command line hand over. */
export class TokenRules {
  readonly #settings: Installation['management']
  readonly #gateway: Gateway
  #keys: Key[] = []
  #validUntil = 0

  constructor(settings: Installation['management'], gateway: Gateway) {
    this.#settings = settings
    this.#gateway = gateway
  }

  /** At the start of the server; a failure leaves no keys, and without refresh it stays so until a restart. */
  async loadKeys(): Promise<void> {
    try {
      const response = await this.#gateway.fetch(this.#settings.jwksUri)
      const set = (await response.json()) as { keys?: Key[] }
      this.#keys = set.keys ?? []
      const [, seconds = '0'] = /max-age=(\d+)/.exec(response.headers.get('cache-control') ?? '') ?? []
      this.#validUntil = Date.now() + Number(seconds) * 1000
    } catch {
      this.#keys = []
    }
  }

  async accept(token: string): Promise<Claims> {
    const header = headerOf(token)
    if (this.#settings.refreshesKeys && (Date.now() + 5000 >= this.#validUntil || !this.#find(header.kid))) {
      await this.loadKeys()
    }
    const key = this.#find(header.kid)
    if (!key) throw new InvalidToken('unable to find appropriate key')
    const { payload } = await compactVerify(token, publicKey(key)).catch((error: unknown) => {
      throw new InvalidToken('token signature is invalid', { cause: error })
    })
    const claims = JSON.parse(new TextDecoder().decode(payload)) as Claims
    this.#check(claims)
    return claims
  }

  #find(kid: unknown): Key | undefined {
    return typeof kid === 'string' ? this.#keys.find((key) => key.kid === kid) : undefined
  }

  #check(claims: Claims): void {
    const now = Date.now() / 1000
    const { iss, aud, exp, iat, nbf } = claims
    if (iss !== this.#settings.issuer) throw new InvalidToken('token has invalid issuer')
    const audiences = [aud].flat()
    if (!this.#settings.audiences.some((one) => audiences.includes(one)))
      throw new InvalidToken('token has invalid audience')
    if (typeof exp === 'number' && exp <= now) throw new InvalidToken('token is expired')
    if (typeof iat === 'number' && Math.floor(iat) > now) throw new InvalidToken('token used before issued')
    if (typeof nbf === 'number' && nbf > now) throw new InvalidToken('token is not valid yet')
    if (typeof claims[this.#settings.userIdClaim] !== 'string' || claims[this.#settings.userIdClaim] === '') {
      throw new InvalidToken(`user ID claim ${this.#settings.userIdClaim} is no text`)
    }
  }
}

function headerOf(token: string) {
  try {
    return decodeProtectedHeader(token)
  } catch (error) {
    throw new InvalidToken('token is malformed', { cause: error })
  }
}

/** A key with a certificate is read as RSA whatever it is, so elliptic ones fail (validator.go:276-279). */
function publicKey(key: Key): KeyObject {
  const [certificate] = key.x5c ?? []
  if (!certificate) return createPublicKey({ key: key as JsonWebKey, format: 'jwk' })
  const found = new X509Certificate(Buffer.from(certificate, 'base64')).publicKey
  if (found.asymmetricKeyType !== 'rsa') throw new InvalidToken('key is not a valid RSA public key')
  return found
}
