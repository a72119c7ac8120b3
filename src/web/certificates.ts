import 'reflect-metadata'
import { randomBytes } from 'node:crypto'
import { createSecureContext, type SecureContext } from 'node:tls'
import * as x509 from '@peculiar/x509'

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
const day = 24 * 60 * 60 * 1000

/** A certificate authority that lives as long as this process and signs for any host of a guide. */
export interface Authority {
  /** PEM of the authority's own certificate. */
  certificate: string
  /** Key and certificate for one host, made once. */
  contextFor(host: string): Promise<SecureContext>
}

let shared: Promise<Authority> | undefined

/** One authority serves all gateways of the process: making one costs some milliseconds, and none of its keys is ever stored. */
export function throwAwayAuthority(): Promise<Authority> {
  shared ??= createAuthority()
  return shared
}

async function createAuthority(): Promise<Authority> {
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const root = await x509.X509CertificateGenerator.createSelfSigned({
    ...validity(),
    name: 'CN=Touchstone throw-away authority',
    keys,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  })
  const contexts = new Map<string, Promise<SecureContext>>()
  return {
    certificate: root.toString('pem'),
    contextFor(host) {
      const known = contexts.get(host) ?? createLeaf(host, root, keys.privateKey)
      contexts.set(host, known)
      return known
    },
  }
}

async function createLeaf(host: string, root: x509.X509Certificate, signingKey: CryptoKey) {
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const leaf = await x509.X509CertificateGenerator.create({
    ...validity(),
    subject: `CN=${host}`,
    issuer: root.subject,
    publicKey: keys.publicKey,
    signingKey,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: host }]),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      await x509.AuthorityKeyIdentifierExtension.create(root),
    ],
  })
  const pkcs8 = await crypto.subtle.exportKey('pkcs8', keys.privateKey)
  return createSecureContext({
    key: x509.PemConverter.encode(pkcs8, 'PRIVATE KEY'),
    cert: leaf.toString('pem'),
  })
}

function validity() {
  return {
    serialNumber: randomBytes(8).toString('hex'),
    // A day of slack on both sides, for containers whose clocks are off.
    notBefore: new Date(Date.now() - day),
    notAfter: new Date(Date.now() + 30 * day),
  }
}
