import type { AuthorizationContext, AuthorizationFault, Client, Interaction, User } from '../dialect/index.ts'
import type { Reply } from '../library/call.ts'
import { promptErrors } from '../library/policy.ts'
import { type Answer, notKnown, type Request, withCookies } from '../message.ts'
import { answerFault, type World } from '../world.ts'
import { interactionById, interactionCookie } from './interaction.ts'
import { respond } from './respond.ts'

/** The library's refusals that are ordinary outcomes of an authorization request. */
const refusals: Readonly<Record<string, AuthorizationFault>> = {
  login_required: 'login-required',
  access_denied: 'consent-refused',
  [promptErrors.consent]: 'consent-required',
  [promptErrors.denied]: 'user-not-allowed',
}

/** Turns what the library decided into the product's answer. */
export async function conclude<C extends Client>(
  world: World<C>,
  context: AuthorizationContext<C>,
  reply: Reply,
): Promise<Answer> {
  const { dialect } = world
  const { outcome } = reply
  const sessionCookies = reply.cookies.filter((cookie) => cookie.startsWith(`${dialect.cookies.session}=`))
  if (outcome.kind === 'authorized') {
    const authorization = world.authorizations.get(outcome.grantId)
    if (!authorization) throw new Error('the library authorized without a grant')
    const parameters = dialect.authorization.success(authorization, outcome.code)
    return withCookies(respond(dialect, context, redirectUriOf(world, context), parameters), sessionCookies)
  }
  if (outcome.kind === 'interaction') {
    if (outcome.prompt === 'denied') {
      const answer = answerFault(world, dialect.authorization.faults, 'user-not-allowed', context)
      return withCookies(answer, sessionCookies)
    }
    const id = dialect.login.newId?.() ?? outcome.uid
    world.interactions.set(id, outcome.uid)
    const interaction = await interactionById(world, id)
    if (!interaction) throw new Error('the library started an interaction that it does not have')
    return withCookies(present(world, context, interaction), [
      ...sessionCookies,
      interactionCookie(world, id),
    ])
  }
  if (outcome.kind === 'error') {
    const fault = refusals[outcome.error]
    if (fault) return answerFault(world, dialect.authorization.faults, fault, context)
    return notKnown(dialect.product, `authorization request refused as ${outcome.error} (${outcome.detail})`)
  }
  return notKnown(dialect.product, `authorization request that ended in status ${reply.status}`)
}

function present<C extends Client>(
  world: World<C>,
  context: AuthorizationContext<C>,
  interaction: Interaction<C>,
): Answer {
  const how = interaction.wants === 'login' ? world.dialect.login : world.dialect.consent
  return how.present(interaction, context.request)
}

export function contextOf<C extends Client>(
  world: World<C>,
  request: Request,
  parameters: URLSearchParams,
  user: User | null,
): AuthorizationContext<C> {
  const { dialect } = world
  const context: AuthorizationContext<C> = {
    request,
    parameters,
    client: world.clients.get(parameters.get('client_id') ?? '') ?? null,
    user,
    toApplication: (error, description) =>
      respond(
        dialect,
        context,
        redirectUriOf(world, context),
        dialect.authorization.failure(context, error, description),
      ),
  }
  return context
}

export function redirectUriOf<C extends Client>(
  world: World<C>,
  { client, parameters }: AuthorizationContext<C>,
): string {
  const sent = parameters.get('redirect_uri')
  const uri = sent || (client && world.dialect.authorization.defaultRedirectUri?.(client))
  if (!uri) throw new Error('an answer to the application without a redirect URI')
  return uri
}
