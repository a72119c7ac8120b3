import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { jwtVerify, SignJWT } from 'jose'

/** Contents of the cookie `session`; `exp` in seconds. */
export interface Session {
  sub: string
  exp: number
}

/** Cookie and state, both signed with the secret of the installation. Source: session_middleware.py and login.py, v1.10.4. */
export function createSigner() {
  const secret = randomBytes(32)
  const sign = (text: string) => createHmac('sha256', secret).update(text).digest('base64url')
  return {
    /** For `Set-Cookie`: not Secure, but Strict, and gone after two weeks. */
    cookie(session: Session): string {
      const text = Buffer.from(JSON.stringify(session)).toString('base64url')
      return `session=${text}.${sign(text)}; path=/; Max-Age=1209600; httponly; samesite=strict`
    },
    /** Who is signed in; null without a cookie of ours, and once it has expired. */
    read(header: string | undefined): Session | null {
      const [, text = '', signature = ''] = /(?:^|;\s*)session=([^.;]+)\.([^;]+)/.exec(header ?? '') ?? []
      const [given, own] = [Buffer.from(signature), Buffer.from(sign(text))]
      if (given.length !== own.length || !timingSafeEqual(given, own)) return null
      const session = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as Session
      return session.exp > Date.now() / 1000 ? session : null
    },
    /** Holds the page to return to and nothing else: no expiry, no tie to the browser. */
    state: (path: string) =>
      new SignJWT({ redirect_uri: path }).setProtectedHeader({ alg: 'HS256', typ: 'JWT' }).sign(secret),
    /** Throws for a state that is not ours. */
    async returnPath(state: string): Promise<string> {
      const { payload } = await jwtVerify(state, secret)
      return typeof payload.redirect_uri === 'string' ? payload.redirect_uri : '/'
    },
  }
}
