import { createHash } from 'node:crypto'
import type { Dialect, PageContext, Route } from '../../../embedded/dialect/index.ts'
import { embeddedKey } from '../../../embedded/keys.ts'
import { json, redirect } from '../../../embedded/message.ts'
import { atLeast } from '../versions.ts'
import { authorization } from './authorization.ts'
import { discoveryDocument } from './discovery.ts'
import { consent, flowPages, flows, login } from './flows.ts'
import type { AuthentikClient, Setting } from './subjects.ts'
import { forbidden, notAllowed, notFound } from './texts.ts'
import { token, userinfo } from './tokens.ts'

export type { AuthentikClient, Setting } from './subjects.ts'

/** Source: providers/oauth2/urls.py, 2026.5. Slashes are exact; what has no route of its own falls to the application's. */
const routes: readonly Route[] = [
  { endpoint: 'authorization', path: '/application/o/authorize/', methods: ['GET'] },
  { endpoint: { page: 'csrf' }, path: '/application/o/authorize/', methods: ['POST'] },
  { endpoint: 'token', path: '/application/o/token/', methods: ['POST'] },
  { endpoint: { page: 'postOnly' }, path: '/application/o/token/', methods: ['GET'] },
  { endpoint: 'userinfo', path: '/application/o/userinfo/', methods: ['GET', 'POST'] },
  { endpoint: { page: 'unknown' }, path: '/application/o/introspect/', methods: ['POST'] },
  { endpoint: { page: 'unknown' }, path: '/application/o/revoke/', methods: ['POST'] },
  { endpoint: { page: 'unknown' }, path: '/application/o/device/', methods: ['POST'] },
  { endpoint: 'discovery', path: '/application/o/:slug/.well-known/openid-configuration', methods: ['GET'] },
  {
    endpoint: { page: 'metadata' },
    path: '/.well-known/oauth-authorization-server/application/o/:slug/',
    methods: ['GET'],
  },
  { endpoint: 'jwks', path: '/application/o/:slug/jwks/', methods: ['GET'] },
  { endpoint: { page: 'endSession' }, path: '/application/o/:slug/end-session/', methods: ['GET'] },
  { endpoint: { page: 'application' }, path: '/application/o/:slug/', methods: ['GET'] },
  { endpoint: { page: 'csrf' }, path: '/application/o/:slug/', methods: ['POST'] },
  { endpoint: 'login', path: `/if/flow/${flows.login}/`, methods: ['GET', 'POST'] },
  { endpoint: 'consent', path: `/if/flow/${flows.consent}/`, methods: ['GET', 'POST'] },
  { endpoint: { page: 'flow' }, path: `/if/flow/${flows.authorize}/`, methods: ['GET'] },
  { endpoint: { page: 'flow' }, path: `/if/flow/${flows.logout}/`, methods: ['GET'] },
  { endpoint: { page: 'executor' }, path: '/api/v3/flows/executor/:flow/', methods: ['GET'] },
]

type Context = PageContext<AuthentikClient>

/** How authentik speaks OpenID Connect. */
export function authentikDialect(setting: Setting): Dialect<AuthentikClient> {
  const byslug = ({ clients, params }: Context) =>
    [...clients.values()].find((client) => client.application.slug === params.slug)
  return {
    product: `authentik ${setting.version}`,
    origin: setting.origin,
    cookies: { session: 'authentik_session', interaction: 'authentik_flow' },
    routes,
    unrouted: (request) => (request.method === 'POST' ? notAllowed('GET, HEAD, OPTIONS') : notFound()),
    discovery: (context) => {
      const client = byslug(context)
      return client ? json(200, discoveryDocument(client, setting)) : null
    },
    jwks: (context) => {
      const client = byslug(context)
      return client ? json(200, client.signingKey ? { keys: [publicKey(setting)] } : {}) : null
    },
    authorization: authorization(setting),
    pushed: null,
    login,
    consent,
    token: token(setting),
    userinfo: userinfo(setting),
    pages: {
      ...flowPages(setting),
      postOnly: () => notAllowed('POST, OPTIONS'),
      csrf: ({ request }) => forbidden(request.headers.cookie !== undefined),
      metadata: (context) => {
        const client = byslug(context)
        if (!client || !atLeast(setting.version, '2025.8.0')) return notFound()
        return json(200, discoveryDocument(client, setting))
      },
      application: ({ params }) =>
        redirect(302, `/application/o/${params.slug}/.well-known/openid-configuration`),
    },
  }
}

function publicKey({ certificate }: Setting): Record<string, unknown> {
  const der = Buffer.from(certificate, 'base64')
  const thumbprint = (hash: string) => createHash(hash).update(der).digest('base64url')
  return {
    ...embeddedKey().publicJwk,
    kid: embeddedKey().kid,
    use: 'sig',
    alg: 'RS256',
    x5c: [certificate],
    x5t: thumbprint('sha1'),
    'x5t#S256': thumbprint('sha256'),
  }
}
