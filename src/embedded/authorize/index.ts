import type { Client } from '../dialect/index.ts'
import { inside } from '../library/names.ts'
import { type Answer, notKnown, type Request } from '../message.ts'
import { sessionOf } from '../session.ts'
import { answerFault, type World } from '../world.ts'
import { firstFault } from './checks.ts'
import { conclude, contextOf, redirectUriOf } from './conclude.ts'
import { forLibrary, unmodelled } from './parameters.ts'

/** GET or POST of the authorization endpoint. */
export function authorizationRequest<C extends Client>(world: World<C>, request: Request): Promise<Answer> {
  return authorize(world, request, request.method === 'POST' ? request.form : request.url.searchParams)
}

/** Carries out an authorization request in the browser that `request` came from. */
export async function authorize<C extends Client>(
  world: World<C>,
  request: Request,
  sent: URLSearchParams,
  { detours = true } = {},
): Promise<Answer> {
  const { dialect } = world
  const requestUri = sent.get('request_uri')
  const pushed = requestUri ? world.pushed.get(requestUri) : undefined
  const session = await sessionOf(world, request)
  const context = contextOf(world, request, pushed ?? sent, session?.user ?? null)
  if (requestUri) {
    const id = requestUri.split(':').at(-1) ?? ''
    const stored = await world.library.provider.PushedAuthorizationRequest.find(id)
    if (!pushed || !stored?.isValid || pushed.get('client_id') !== sent.get('client_id')) {
      return answerFault(world, dialect.authorization.faults, 'request-uri-invalid', context)
    }
  }
  const stop = detours ? dialect.authorization.detour?.(context) : null
  if (stop) return stop
  const fault = firstFault(dialect, context, requestUri ? ['par-required'] : [])
  if (fault) return answerFault(world, dialect.authorization.faults, fault, context)
  const strange = unmodelled(context.parameters)
  if (strange) return notKnown(dialect.product, `authorization request with the parameter ${strange}`)
  const parameters =
    requestUri && pushed
      ? new URLSearchParams({ client_id: sent.get('client_id') ?? '', request_uri: requestUri })
      : forLibrary(context.parameters, redirectUriOf(world, context))
  const cookie = request.headers.cookie
  const reply = await world.library.call({
    method: 'GET',
    path: inside.authorization,
    parameters,
    headers: cookie ? { cookie } : {},
  })
  return conclude(world, context, reply)
}
