import { afterEach, beforeEach } from 'vitest'
import type { Plan } from '../../plan/plan.ts'
import { createBrowser } from '../../web/browser.ts'
import type { Gateway } from '../../web/contract.ts'
import { openGateway } from '../../web/gateway.ts'
import { type Sketch, sketch } from '../_shared/testing/plan.ts'
import { openProvider, type Person, type ProviderOptions } from '../_shared/testing/provider.ts'
import type { ApplicationInstance, SignIn } from '../contract.ts'
import palmr from './index.ts'

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

export let web: Gateway
export let provider: Awaited<ReturnType<typeof openProvider>>
export let app: ApplicationInstance

beforeEach(async () => {
  web = await openGateway()
})
afterEach(async () => {
  await app?.dispose()
  await web.close()
})

/** authentik's addresses, which the built-in row joins to the Provider URL. */
export const authentikPaths: ProviderOptions['configuration'] = {
  routes: {
    authorization: '/application/o/authorize/',
    token: '/application/o/token/',
    userinfo: '/application/o/userinfo/',
  },
}

export async function startProvider(callbackName: string, options: Partial<ProviderOptions> = {}) {
  provider = await openProvider(web, {
    issuer: 'https://idp.company',
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

export async function install(plan: Plan, captured: Record<string, string> = bindings) {
  app = await palmr.drivers.profile.install({ version: '3.3.2-beta', plan, gateway: web })
  for (const [origin, route] of app.routes) web.route(origin, route)
  await app.configure(plan, captured)
}

export const browserOf = () => createBrowser(web)

export async function signIn(who: Person = lena, browser = browserOf()): Promise<SignIn> {
  const [door] = app.entrances
  const page = await door!.begin(browser)
  return door!.finish(browser, await provider.signIn(browser, page, who.sub))
}

export const refusedWith = (message: string) => ({ outcome: 'refused', by: 'application', message })
export const words = (plan: Plan) => palmr.problems(plan, '3.3.2-beta').map((problem) => problem.message)

export function userOf(person: Person) {
  return {
    username: person.sub,
    password: '',
    email: String(person.email),
    emailVerified: true,
    givenName: '',
    familyName: '',
    groups: [],
    why: 'test',
  }
}
