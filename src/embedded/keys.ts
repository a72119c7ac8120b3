import { createHash, generateKeyPairSync, type KeyObject, type webcrypto } from 'node:crypto'

/** The RSA key pair that every instance of this process signs with; made at first use, about 0.2 s. */
export interface EmbeddedKey {
  kid: string
  privateKey: KeyObject
  privateJwk: webcrypto.JsonWebKey
  /** `kty`, `n`, `e` only; products add `alg`, `use` and certificates of their own. */
  publicJwk: webcrypto.JsonWebKey
}

let made: EmbeddedKey | undefined

export function embeddedKey(): EmbeddedKey {
  made ??= make()
  return made
}

function make(): EmbeddedKey {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const privateJwk = privateKey.export({ format: 'jwk' })
  const { kty, n, e } = privateJwk
  // RFC 7638: the thumbprint is over the required members in lexical order.
  const kid = createHash('sha256').update(JSON.stringify({ e, kty, n })).digest('base64url')
  return { kid, privateKey, privateJwk, publicJwk: { kty, n, e } }
}
