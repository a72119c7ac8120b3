import 'reflect-metadata'
import { createHash, createPublicKey } from 'node:crypto'
import { type X509Certificate, X509CertificateGenerator } from '@peculiar/x509'
import { embeddedKey } from '../../../embedded/keys.ts'

let made: Promise<unknown> | undefined

/** JWKS of a realm: one key to sign, one to encrypt, each with a self-signed certificate (recorded run). */
export function realmKeys(): Promise<unknown> {
  made ??= make()
  return made
}

async function make() {
  const certificate = await selfSigned()
  const der = Buffer.from(certificate.rawData)
  const shared = {
    ...embeddedKey().publicJwk,
    x5c: [der.toString('base64')],
    x5t: createHash('sha1').update(der).digest('base64url'),
    'x5t#S256': createHash('sha256').update(der).digest('base64url'),
  }
  return {
    keys: [
      { kid: `${embeddedKey().kid}-enc`, alg: 'RSA-OAEP', use: 'enc', ...shared },
      { kid: embeddedKey().kid, alg: 'RS256', use: 'sig', ...shared },
    ],
  }
}

async function selfSigned(): Promise<X509Certificate> {
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
  const { privateKey } = embeddedKey()
  const pair = {
    privateKey: privateKey.toCryptoKey(algorithm, true, ['sign']),
    publicKey: createPublicKey(privateKey).toCryptoKey(algorithm, true, ['verify']),
  }
  return X509CertificateGenerator.createSelfSigned({
    name: 'CN=realm',
    signingAlgorithm: algorithm,
    keys: pair as CryptoKeyPair,
    notBefore: new Date('2026-01-01'),
    notAfter: new Date('2036-01-01'),
  })
}
