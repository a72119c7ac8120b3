import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import type { Browser } from '../../../web/contract.ts'
import { answer } from './pages.ts'

/*
 * A passkey in software, for what Pocket ID takes no one-time code for: signing in once more. Web Authentication, level
 * 2: authenticator data (section 6.1), attestation of the format "none" (8.7), signatures over ES256 (6.5.6).
 */

interface CreationOptions {
  challenge: string
  rp: { id: string }
  user: { id: string }
}

interface RequestOptions {
  challenge: string
  rpId: string
}

/** Who holds it was there and was recognised: user present, user verified. */
const [present, verified, attested] = [0x01, 0x04, 0x40]

/** Registers a passkey in the browser's session and signs in with it once more; the token, where the answer has one. */
export async function reauthenticate(
  browser: Browser,
  origin: string,
): Promise<{ token: string | undefined } | { refusal: string }> {
  const api = `${origin}/api/webauthn`
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const id = randomBytes(16)
  const creation = await answer<CreationOptions>(await browser.fetch(`${api}/register/start`))
  if ('refusal' in creation) return creation
  const { rp, user, challenge } = creation.value
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const made = authenticatorData(rp.id, present | verified | attested, credential(id, x, y))
  const registered = await answer<object>(
    await post(browser, `${api}/register/finish`, id, {
      clientDataJSON: clientData('webauthn.create', challenge, origin).toString('base64url'),
      attestationObject: attestation(made).toString('base64url'),
      transports: ['internal'],
    }),
  )
  if ('refusal' in registered) return registered
  const request = await answer<RequestOptions>(await browser.fetch(`${api}/login/start`))
  if ('refusal' in request) return request
  const client = clientData('webauthn.get', request.value.challenge, origin)
  const data = authenticatorData(request.value.rpId, present | verified)
  const done = await post(browser, `${api}/reauthenticate`, id, {
    clientDataJSON: client.toString('base64url'),
    authenticatorData: data.toString('base64url'),
    signature: sign('sha256', Buffer.concat([data, hash(client)]), privateKey).toString('base64url'),
    userHandle: user.id,
  })
  // From v2.10 on a cookie has the token.
  if (done.status === 204) return { token: undefined }
  const told = await answer<{ reauthenticationToken?: string }>(done)
  return 'refusal' in told ? told : { token: told.value.reauthenticationToken }
}

function post(browser: Browser, url: string, id: Buffer, response: object): Promise<Response> {
  const name = id.toString('base64url')
  return browser.fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      ...{ id: name, rawId: name, type: 'public-key', authenticatorAttachment: 'platform' },
      ...{ response, clientExtensionResults: {} },
    }),
  })
}

function clientData(type: string, challenge: string, origin: string): Buffer {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))
}

/** Its own counter stays at zero, as that of passkeys which are synchronised does. */
function authenticatorData(rpId: string, flags: number, more: Buffer = Buffer.alloc(0)): Buffer {
  return Buffer.concat([hash(Buffer.from(rpId)), Buffer.from([flags]), Buffer.alloc(4), more])
}

/** No maker's identity, the id with its length, and the key as COSE writes it (RFC 9053, section 7.1.1; ES256 is -7). */
function credential(id: Buffer, x: string, y: string): Buffer {
  const length = Buffer.alloc(2)
  length.writeUInt16BE(id.length)
  const point = (label: number, value: string) => [
    Buffer.from([label, 0x58, 32]),
    Buffer.from(value, 'base64url'),
  ]
  const key = [Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01]), ...point(0x21, x), ...point(0x22, y)]
  return Buffer.concat([Buffer.alloc(16), length, id, ...key])
}

/** CBOR (RFC 8949): `{fmt: "none", attStmt: {}, authData}`. */
function attestation(data: Buffer): Buffer {
  const text = (value: string) => Buffer.concat([Buffer.from([0x60 | value.length]), Buffer.from(value)])
  const parts = [text('fmt'), text('none'), text('attStmt'), Buffer.from([0xa0]), text('authData')]
  return Buffer.concat([Buffer.from([0xa3]), ...parts, Buffer.from([0x58, data.length]), data])
}

function hash(data: Buffer): Buffer {
  return createHash('sha256').update(data).digest()
}
