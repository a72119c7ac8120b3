import type { Plan } from '../../plan/plan.ts'
import { createBrowser } from '../../web/browser.ts'
import { type Sketch, sketch } from '../_shared/testing/plan.ts'
import type { Person, ProviderOptions } from '../_shared/testing/provider.ts'
import { worldOf } from '../_shared/testing/world.ts'
import palmr from './index.ts'

export { asUser, refusedWith } from '../_shared/testing/world.ts'

/* A small world for each test: a gateway, a provider, Palmr, and guides that differ from a good one in a field or two. */

export const lena: Person = {
  sub: 'u-lena',
  email: 'lena.ott@palmr.company',
  email_verified: false,
  name: 'Lena Maria Ott',
  preferred_username: 'lena',
}
export const secret = 'the-secret-of-the-provider'
export const bindings = { client_id: 'palmr', client_secret: secret }

export type Rows = Record<string, string | null>
export const builtIn: Rows = {
  'Provider URL': 'https://idp.company',
  'Client ID': '<client_id>',
  'Client Secret': '<client_secret>',
}
export const own: Rows = {
  'Provider Name': 'Company SSO',
  'Display Name': 'Company',
  Type: 'OIDC (OpenID Connect)',
  'Configuration Method': 'Auto-discovery',
  ...builtIn,
}

export function guide(provider: string, rows: Rows, changes: Rows = {}, more: Partial<Sketch> = {}): Plan {
  const settings = Object.entries({ ...rows, ...changes }).filter(
    (row): row is [string, string] => row[1] !== null,
  )
  return sketch({ vocabulary: palmr.vocabulary, provider, settings, hosts: ['palmr.company'], ...more })
}

export const world = worldOf(palmr, 'https://idp.company')

/** authentik's addresses, which the built-in row joins to the Provider URL. */
export const authentikPaths: ProviderOptions['configuration'] = {
  routes: {
    authorization: '/application/o/authorize/',
    token: '/application/o/token/',
    userinfo: '/application/o/userinfo/',
  },
}

export function startProvider(callbackName: string, options: Partial<ProviderOptions> = {}) {
  return world.startProvider({
    people: [lena],
    ...options,
    client: {
      client_id: 'palmr',
      client_secret: secret,
      token_endpoint_auth_method: 'client_secret_post',
      redirect_uris: [`https://palmr.company/api/auth/providers/${callbackName}/callback`],
      ...options.client,
    },
  })
}

export const install = (plan: Plan, captured: Record<string, string> = bindings) =>
  world.install(plan, captured)

export const browserOf = () => createBrowser(world.web)

export const signIn = (who: Person = lena, browser = browserOf()) => world.signIn(who, undefined, browser)

export const words = (plan: Plan) => palmr.problems(plan, '3.3.2-beta').map((problem) => problem.message)
