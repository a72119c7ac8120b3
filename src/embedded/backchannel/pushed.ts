import { firstFault } from '../authorize/checks.ts'
import { contextOf } from '../authorize/conclude.ts'
import { forLibrary, unmodelled } from '../authorize/parameters.ts'
import type { Client } from '../dialect/index.ts'
import { inside } from '../library/names.ts'
import { type Answer, notKnown, type Request } from '../message.ts'
import { answerFault, type World } from '../world.ts'
import { credentialsFault, credentialsOf, isWrongSecret, withCredentials } from './credentials.ts'

/** RFC 9126. The pushed parameters are looked at as those of an authorization request are. */
export async function pushedRequest<C extends Client>(world: World<C>, request: Request): Promise<Answer> {
  const { dialect } = world
  const { pushed } = dialect
  if (!pushed) return notKnown(dialect.product, 'pushed authorization request')
  const credentials = credentialsOf(dialect, request)
  const parameters = new URLSearchParams(request.form)
  parameters.delete('client_secret')
  parameters.set('client_id', credentials.clientId ?? '')
  const context = contextOf(world, request, parameters, null)
  const unnamed = credentialsFault(world, credentials)
  if (unnamed) return answerFault(world, pushed.faults, unnamed, context)
  const fault = firstFault(dialect, context, ['par-required'])
  if (fault) return answerFault(world, pushed.faults, fault, context)
  const strange = unmodelled(parameters)
  if (strange) return notKnown(dialect.product, `pushed authorization request with the parameter ${strange}`)
  const redirectUri = parameters.get('redirect_uri')
  if (!redirectUri) return notKnown(dialect.product, 'pushed authorization request without a redirect URI')
  const reply = await world.library.call({
    method: 'POST',
    path: inside.pushed,
    parameters: withCredentials(world, forLibrary(parameters, redirectUri), credentials),
  })
  if (reply.outcome.kind === 'error') {
    if (isWrongSecret(reply.outcome.detail)) return answerFault(world, pushed.faults, 'secret-wrong', context)
    return notKnown(dialect.product, `pushed authorization request refused as ${reply.outcome.detail}`)
  }
  const requestUri = reply.body.request_uri
  if (typeof requestUri !== 'string') throw new Error('the library pushed nothing')
  world.pushed.set(requestUri, parameters)
  return pushed.response(requestUri)
}
