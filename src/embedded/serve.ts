import { finish } from './authorize/finish.ts'
import { authorizationRequest, authorize } from './authorize/index.ts'
import { interactionOf } from './authorize/interaction.ts'
import { pushedRequest } from './backchannel/pushed.ts'
import { tokenRequest } from './backchannel/token.ts'
import { userinfoRequest } from './backchannel/userinfo.ts'
import type { Client, Endpoint, PageContext } from './dialect/index.ts'
import { type Answer, notKnown, type Request } from './message.ts'
import { withOrigin } from './origins.ts'
import { routed } from './routes.ts'
import { endSession, sessionOf } from './session.ts'
import type { World } from './world.ts'

type Serve = <C extends Client>(world: World<C>, context: PageContext<C>) => Answer | Promise<Answer>

/** Answers one request as the product would. */
export async function serve<C extends Client>(world: World<C>, request: Request): Promise<Answer> {
  const { dialect } = world
  const { pathname } = request.url
  const found = routed(dialect.routes, request.method, pathname)
  if (!found.route) return dialect.unrouted(request, found.nearMiss)
  const context = pageContext(world, request, found.params)
  const { endpoint } = found.route
  if (typeof endpoint === 'string') {
    return withOrigin(world, endpoint, request, await endpoints[endpoint](world, context))
  }
  const page = dialect.pages[endpoint.page]
  return page ? page(context) : notKnown(dialect.product, `page ${endpoint.page}`)
}

const endpoints: Record<Endpoint, Serve> = {
  discovery: ({ dialect }, context) => dialect.discovery(context) ?? dialect.unrouted(context.request, null),
  jwks: async ({ dialect }, context) =>
    (await dialect.jwks(context)) ?? dialect.unrouted(context.request, null),
  authorization: (world, { request }) => authorizationRequest(world, request),
  'pushed-authorization': (world, { request }) => pushedRequest(world, request),
  token: (world, { request }) => tokenRequest(world, request),
  userinfo: (world, { request }) => userinfoRequest(world, request),
  login: async (world, context) => {
    const { login, product } = world.dialect
    const { request } = context
    const interaction = await context.interaction()
    if (!interaction) return login.expired(request)
    if (request.method === 'GET') {
      return login.page?.(interaction, request) ?? notKnown(product, 'GET of the login page')
    }
    const typed = login.credentials(request)
    const user = [...world.users.values()].find(
      (one) => one.username === typed?.username && one.password === typed.password,
    )
    return user ? context.finish(interaction, { login: user }) : login.failed(interaction, request)
  },
  consent: async (world, context) => {
    const { consent, login, product } = world.dialect
    const { request } = context
    const interaction = await context.interaction()
    if (!interaction) return login.expired(request)
    if (request.method === 'GET') {
      return consent.page?.(interaction, request) ?? notKnown(product, 'GET of the consent page')
    }
    const decision = consent.decision(request)
    return decision
      ? context.finish(interaction, { consent: decision })
      : notKnown(product, 'consent form that says neither yes nor no')
  },
}

function pageContext<C extends Client>(
  world: World<C>,
  request: Request,
  params: Readonly<Record<string, string>>,
): PageContext<C> {
  return {
    request,
    params,
    clients: world.clients,
    users: world.users,
    session: () => sessionOf(world, request),
    endSession: () => endSession(world, request),
    idTokenHint: (token) => world.idTokens.get(token) ?? null,
    interaction: () => interactionOf(world, request),
    finish: (interaction, result) => finish(world, request, interaction, result),
    authorize: (parameters) => authorize(world, request, parameters, { detours: false }),
  }
}
