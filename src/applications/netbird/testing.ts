import { afterEach, beforeEach } from 'vitest'
import type { Plan } from '../../plan/plan.ts'
import { createBrowser } from '../../web/browser.ts'
import type { Gateway } from '../../web/contract.ts'
import { openGateway } from '../../web/gateway.ts'
import { type Sketch, sketch } from '../_shared/testing/plan.ts'
import { openProvider, type Person, type ProviderOptions } from '../_shared/testing/provider.ts'
import type { ApplicationInstance, SignIn } from '../contract.ts'
import netbird from './index.ts'

/* A small world for each test: a gateway, a provider, NetBird, and guides that differ from a good one in a line or two. */

export const lena: Person = {
  sub: 'u-lena',
  email: 'lena@netbird.company',
  name: 'Lena Ott',
  groups: ['netbird-users', 'ops'],
}
export const omar: Person = {
  sub: 'u-omar',
  email: 'omar@netbird.company',
  name: 'Omar Aziz',
  groups: ['guests'],
}

const setup: Record<string, string> = {
  NETBIRD_DOMAIN: 'netbird.company',
  NETBIRD_AUTH_OIDC_CONFIGURATION_ENDPOINT: 'https://idp.company/.well-known/openid-configuration',
  NETBIRD_AUTH_CLIENT_ID: '<client_id>',
  NETBIRD_AUTH_AUDIENCE: '<client_id>',
  NETBIRD_AUTH_SUPPORTED_SCOPES: '"openid profile email"',
  NETBIRD_AUTH_REDIRECT_URI: '/auth',
  NETBIRD_AUTH_SILENT_REDIRECT_URI: '/silent-auth',
  NETBIRD_AUTH_PKCE_DISABLE_PROMPT_LOGIN: 'true',
}

type Changes = Record<string, string | null>
export const fileWith = (changes: Changes = {}) =>
  Object.entries({ ...setup, ...changes })
    .filter(([, value]) => value !== null)
    .map(([key, value]) => `${key}=${value}`)
    .join('\n')

export function guide(changes: Changes = {}, more: Partial<Sketch> = {}): Plan {
  return sketch({ vocabulary: netbird.vocabulary, block: ['setup.env', fileWith(changes)], ...more })
}

export const groupSync: Array<[string, string]> = [
  ['Enable JWT group sync', 'On'],
  ['JWT claim', 'groups'],
]

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

export async function startProvider(options: Partial<ProviderOptions> = {}) {
  provider = await openProvider(web, {
    issuer: 'https://idp.company',
    people: [lena, omar],
    accessToken: { audience: 'netbird', claims: ['email', 'name', 'groups'] },
    ...options,
    client: {
      client_id: 'netbird',
      token_endpoint_auth_method: 'none',
      redirect_uris: ['https://netbird.company/auth', 'http://localhost:53000'],
      grant_types: ['authorization_code'],
      ...options.client,
    },
  })
}

export async function start(plan: Plan, bindings: Record<string, string> = { client_id: 'netbird' }) {
  app = await netbird.drivers.profile.install({ version: '0.77.1', plan, gateway: web })
  for (const [origin, route] of app.routes) web.route(origin, route)
  await app.configure(plan, bindings)
}

export async function signIn(who: Person, entrance = 'dashboard'): Promise<SignIn> {
  const browser = createBrowser(web)
  const door = app.entrances.find((one) => one.id === entrance)
  if (!door) throw new Error(`no entrance ${entrance}`)
  const page = await door.begin(browser)
  return door.finish(browser, await provider.signIn(browser, page, who.sub))
}

export const refusedWith = (message: string) => ({ outcome: 'refused', by: 'application', message })

export function userOf(person: Person) {
  return {
    username: person.sub,
    password: '',
    email: String(person.email),
    emailVerified: true,
    givenName: '',
    familyName: '',
    groups: person.groups as string[],
    why: 'test',
  }
}
