import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Leaving } from './relying-party.ts'
import type { User } from './users.ts'

/** What is kept between two requests of one browser. */
export interface Session {
  /** Name of the provider whose button was pressed. */
  provider?: string
  leaving: Map<string, Leaving>
  notices: string[]
  user?: User
}

const cookie = 'pga4_session'

/** One cookie, whose attributes the file may change (config.py, v9.18). */
export function createSessions(settings: Readonly<Record<string, unknown>>) {
  const sessions = new Map<string, Session>()
  const sameSite = settings.SESSION_COOKIE_SAMESITE ?? 'Lax'
  const attributes = [
    'Path=/',
    'HttpOnly',
    ...(settings.SESSION_COOKIE_SECURE === true ? ['Secure'] : []),
    ...(typeof sameSite === 'string' ? [`SameSite=${sameSite}`] : []),
  ].join('; ')
  return {
    of(request: IncomingMessage, response: ServerResponse): Session {
      const id = new RegExp(`(?:^|; )${cookie}=([^;]*)`).exec(request.headers.cookie ?? '')?.[1]
      const known = id === undefined ? undefined : sessions.get(id)
      if (known) return known
      const fresh: Session = { leaving: new Map(), notices: [] }
      const name = crypto.randomUUID()
      sessions.set(name, fresh)
      response.setHeader('set-cookie', `${cookie}=${name}; ${attributes}`)
      return fresh
    },
  }
}
