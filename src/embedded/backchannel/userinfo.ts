import type { Client, TokenContext, UserinfoFault } from '../dialect/index.ts'
import { inside } from '../library/names.ts'
import { issueOf } from '../library/tokens.ts'
import { type Answer, json, type Request } from '../message.ts'
import { answerFault, type World } from '../world.ts'

/** OpenID Connect Core, 5.3. The library says whether the token holds, the dialect what it tells. */
export async function userinfoRequest<C extends Client>(world: World<C>, request: Request): Promise<Answer> {
  const { userinfo } = world.dialect
  const context: TokenContext<C> = { request, client: null }
  const refuse = (fault: UserinfoFault) => answerFault(world, userinfo.faults, fault, context)
  const [scheme = '', bearer] = (request.headers.authorization ?? '').split(' ')
  const token = scheme.toLowerCase() === 'bearer' ? bearer : request.form.get('access_token')
  if (!token) return refuse('token-missing')
  const value = world.handles.get(token)
  const grantId = value === undefined ? undefined : world.grants.get(value)
  const authorization = world.authorizations.get(grantId ?? '')
  if (!value || !grantId || !authorization) return refuse('token-unknown')
  const { requiredScope } = userinfo
  if (requiredScope && !authorization.scopes.includes(requiredScope)) return refuse('scope-missing')
  const reply = await world.library.call({
    method: 'GET',
    path: inside.userinfo,
    headers: { authorization: `Bearer ${value}` },
  })
  if (reply.outcome.kind === 'error') return refuse('token-revoked')
  return json(200, await userinfo.claims(issueOf(world, { grantId })), userinfo.headers)
}
