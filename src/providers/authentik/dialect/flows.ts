import type {
  ConsentDialect,
  Interaction,
  LoginDialect,
  PageContext,
} from '../../../embedded/dialect/index.ts'
import { type Answer, escapeHtml, html, json, notKnown, redirect } from '../../../embedded/message.ts'
import { redirectMatches } from '../redirects.ts'
import type { AuthentikClient, FlowEnd, Setting } from './subjects.ts'
import { formPage, notFound, textPage } from './texts.ts'

/*
 * Flows: pages that authentik's front end draws by script from the answers of its executor. The stand-in keeps the
 * addresses and shows plain forms there; executor calls are answered where a recorded run shows them.
 */

type Asked = Interaction<AuthentikClient>

export const flows = {
  login: 'default-authentication-flow',
  authorize: 'default-provider-authorization-implicit-consent',
  consent: 'default-provider-authorization-explicit-consent',
  logout: 'default-provider-invalidation-flow',
} as const

export function flowAddress(flow: keyof typeof flows, query: URLSearchParams): string {
  return `/if/flow/${flows[flow]}/?${query}`
}

const loginFields = '<input name="uid_field"><input name="password" type="password">'

export const login: LoginDialect<AuthentikClient> = {
  present({ parameters }, request) {
    const query = new URLSearchParams(parameters)
    query.append('next', `${request.url.pathname}${request.url.search}`)
    return redirect(302, flowAddress('login', query))
  },
  page: (_, request) => formPage('authentik', request.url.pathname + request.url.search, loginFields),
  credentials({ form }) {
    const [username, password] = [form.get('uid_field'), form.get('password')]
    return username !== null && password !== null ? { username, password } : null
  },
  // A wrong password and an unknown user look alike.
  failed: (_, request) =>
    formPage('authentik', request.url.pathname + request.url.search, loginFields, 'Invalid password'),
  expired: () => notKnown('authentik', 'a login that no authorization request began'),
}

export const consent: ConsentDialect<AuthentikClient> = {
  required: (client) => client.explicitConsent,
  present: ({ parameters }) => redirect(302, flowAddress('consent', parameters)),
  page: (asked, request) =>
    formPage(
      'authentik',
      request.url.pathname + request.url.search,
      '<input type="hidden" name="component" value="ak-stage-consent">',
      `You're about to sign into ${asked.client.application.name}. ${permissions(asked).join(', ')}`,
    ),
  // There is no answer that refuses.
  decision: ({ form }) => (form.get('component') === 'ak-stage-consent' ? 'granted' : null),
}

function permissions({ client, scopes }: Asked): string[] {
  return client.mappings.flatMap((one) =>
    scopes.includes(one.scope) && one.description ? [one.description] : [],
  )
}

type Context = PageContext<AuthentikClient>

/** Pages by name, for the dialect. */
export function flowPages(setting: Setting): Record<string, (context: Context) => Answer | Promise<Answer>> {
  return {
    endSession: ({ request, params, clients }) => {
      const client = [...clients.values()].find((one) => one.application.slug === params.slug)
      if (!client) return notFound()
      setting.flows.set(request.url.searchParams.toString(), { kind: 'logout', client })
      return redirect(302, flowAddress('logout', request.url.searchParams))
    },
    flow: ({ request }) => {
      const query = request.url.searchParams
      const end = setting.flows.get(query.toString())
      return end ? endPage(end, query) : notKnown('authentik', 'a flow that nothing has planned')
    },
    executor: async (context) => {
      const query = new URLSearchParams(context.request.url.searchParams.get('query') ?? '')
      const end = setting.flows.get(query.toString())
      const { user } = (await context.session()) ?? {}
      if (!end) return notKnown('authentik', `the executor of ${context.params.flow}`)
      return json(200, challenge(end, query, user?.username ?? ''), { allow: 'GET, POST, HEAD, OPTIONS' })
    },
  }
}

function endPage(end: FlowEnd, query: URLSearchParams): Answer {
  if (end.kind === 'logout') {
    const target = logoutTarget(end.client, query)
    return target ? redirect(302, target) : textPage('authentik', 'You have logged out.')
  }
  const inputs = end.fields.map(
    ([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`,
  )
  return html(
    200,
    `<!doctype html><html><head><title>authentik</title></head><body onload="document.forms[0].submit()"><form method="post" action="${escapeHtml(end.action)}">${inputs.join('')}</form></body></html>`,
  )
}

function challenge(end: FlowEnd, query: URLSearchParams, username: string): Record<string, unknown> {
  if (end.kind === 'submit') {
    const { action, fields, title } = end
    return { attrs: Object.fromEntries(fields), component: 'ak-stage-autosubmit', title, url: action }
  }
  const target = logoutTarget(end.client, query)
  if (target) return { component: 'xak-flow-redirect', to: target }
  return {
    application_launch_url: end.client.application.launchUrl,
    application_name: end.client.application.name,
    brand_name: 'authentik',
    component: 'ak-stage-session-end',
    invalidation_flow_url: '/if/flow/default-invalidation-flow/',
    pending_user: username,
  }
}

/** A logout address that matches nothing is ignored; no hint is needed. authentik's own session goes on. */
function logoutTarget(client: AuthentikClient, query: URLSearchParams): string | null {
  const asked = query.get('post_logout_redirect_uri')
  if (!asked || !client.logoutRedirects.some((one) => redirectMatches(one, asked))) return null
  const state = query.get('state')
  return state === null
    ? asked
    : `${asked}${asked.includes('?') ? '&' : '?'}${new URLSearchParams({ state })}`
}
