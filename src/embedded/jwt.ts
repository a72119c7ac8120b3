import { createHash, createHmac, sign as signWith } from 'node:crypto'
import type { Jwt } from './dialect/index.ts'
import { embeddedKey } from './keys.ts'

/** JWS Compact Serialization (RFC 7515, 7.1) of what a dialect wants said. */
export function sign(jwt: Jwt): string {
  const { signing } = jwt
  const kid = signing.alg === 'RS256' ? embeddedKey().kid : signing.kid
  const header = { alg: signing.alg, ...(kid ? { kid } : {}), typ: 'JWT', ...jwt.header }
  const input = `${encode(header)}.${encode(jwt.claims)}`
  const signature =
    signing.alg === 'RS256'
      ? signWith('sha256', Buffer.from(input), embeddedKey().privateKey)
      : createHmac(signing.alg === 'HS256' ? 'sha256' : 'sha512', signing.secret)
          .update(input)
          .digest()
  return `${input}.${signature.toString('base64url')}`
}

/** `at_hash` for algorithms over SHA-256 (OpenID Connect Core, 3.1.3.6). */
export function accessTokenHash(accessToken: string): string {
  return createHash('sha256').update(accessToken).digest().subarray(0, 16).toString('base64url')
}

/** Header and claims of a JWT, nothing verified; null for other text. */
export function readJwt(
  text: string,
): { header: Record<string, unknown>; claims: Record<string, unknown> } | null {
  const [header, claims, signature, ...rest] = text.split('.')
  if (!header || !claims || !signature || rest.length) return null
  try {
    return { header: decode(header), claims: decode(claims) }
  } catch {
    return null
  }
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const decode = (part: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(part, 'base64url').toString())
