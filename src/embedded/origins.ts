import { credentialsOf } from './backchannel/credentials.ts'
import type { Client, Endpoint } from './dialect/index.ts'
import type { Answer, Request } from './message.ts'
import type { World } from './world.ts'

/** Tells a script of another origin whether it may read the answer (Fetch standard, CORS protocol). */
export function withOrigin<C extends Client>(
  world: World<C>,
  endpoint: Endpoint,
  request: Request,
  answer: Answer,
): Answer {
  const { origin } = request.headers
  if (!origin || !world.dialect.allowOrigin) return answer
  const allowed = world.dialect.allowOrigin(endpoint, clientOf(world, endpoint, request), origin)
  if (allowed === null) return answer
  return { ...answer, headers: { ...answer.headers, 'access-control-allow-origin': allowed, vary: 'origin' } }
}

/** Whose request this is: the bearer token's at userinfo, the credentials' elsewhere. */
function clientOf<C extends Client>(world: World<C>, endpoint: Endpoint, request: Request): C | null {
  if (endpoint !== 'userinfo')
    return world.clients.get(credentialsOf(world.dialect, request).clientId ?? '') ?? null
  const token = (request.headers.authorization ?? '').split(' ')[1] ?? ''
  const grantId = world.grants.get(world.handles.get(token) ?? '')
  return world.authorizations.get(grantId ?? '')?.client ?? null
}
