import type { Client, TokenContext, TokenFault } from '../dialect/index.ts'
import { inside } from '../library/names.ts'
import { type Answer, json, notKnown, type Request } from '../message.ts'
import { answerFault, type World } from '../world.ts'
import { credentialsFault, credentialsOf, withCredentials } from './credentials.ts'
import { nameFault, prepareCode, prepareRefresh } from './grant.ts'

/** POST of the token endpoint. */
export async function tokenRequest<C extends Client>(world: World<C>, request: Request): Promise<Answer> {
  const { dialect } = world
  const credentials = credentialsOf(dialect, request)
  const context: TokenContext<C> = { request, client: world.clients.get(credentials.clientId ?? '') ?? null }
  const refuse = (fault: TokenFault) => answerFault(world, dialect.token.faults, fault, context)
  const unnamed = credentialsFault(world, credentials)
  if (unnamed) return refuse(unnamed)
  const grantType = request.form.get('grant_type')
  if (!grantType) return refuse('grant-type-missing')
  if (!dialect.token.grantTypes.some((known) => known === grantType)) return refuse('grant-type-unknown')
  const sent = withCredentials(world, request.form, credentials)
  const prepared = grantType === 'refresh_token' ? prepareRefresh(world, sent) : prepareCode(world, sent)
  const reply = await world.library.call({ method: 'POST', path: inside.token, parameters: prepared.form })
  if (reply.outcome.kind === 'error') {
    const fault = nameFault(world, prepared, reply.outcome.detail)
    if (!fault) return notKnown(dialect.product, `token request refused as ${reply.outcome.detail}`)
    if (prepared.code && dialect.token.code.burns.includes(fault)) {
      world.store.destroy('AuthorizationCode', prepared.code)
    }
    return refuse(fault)
  }
  const { issue } = reply
  const accessToken = reply.body.access_token
  if (!issue || typeof accessToken !== 'string') throw new Error('the library issued no access token')
  const { id_token: idToken, refresh_token: refreshToken } = reply.body
  const body = await dialect.token.response(issue as never, {
    accessToken,
    idToken: typeof idToken === 'string' ? idToken : null,
    refreshToken: typeof refreshToken === 'string' ? refreshToken : null,
  })
  return json(200, body, { 'cache-control': 'no-store', ...dialect.token.headers })
}
