import { embeddedKey } from '../../embedded/keys.ts'

let made: Promise<string> | undefined

/** The self-signed certificate that authentik keeps for its signing key: DER in base64, made once a process. */
export function selfSignedCertificate(): Promise<string> {
  made ??= make()
  return made
}

async function make(): Promise<string> {
  await import('reflect-metadata')
  const { X509CertificateGenerator, cryptoProvider } = await import('@peculiar/x509')
  cryptoProvider.set(crypto)
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
  const { privateJwk, publicJwk } = embeddedKey()
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=authentik Self-signed Certificate, O=authentik, OU=Self-signed',
    notBefore: new Date(Date.now() - 86_400_000),
    notAfter: new Date(Date.now() + 365 * 86_400_000),
    signingAlgorithm: algorithm,
    keys: {
      privateKey: await crypto.subtle.importKey('jwk', privateJwk as JsonWebKey, algorithm, false, ['sign']),
      publicKey: await crypto.subtle.importKey('jwk', publicJwk as JsonWebKey, algorithm, true, ['verify']),
    },
  })
  return certificate.toString('base64')
}
