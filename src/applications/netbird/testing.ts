import type { Plan } from '../../plan/plan.ts'
import { type Sketch, sketch } from '../_shared/testing/plan.ts'
import type { Person, ProviderOptions } from '../_shared/testing/provider.ts'
import { worldOf } from '../_shared/testing/world.ts'
import netbird from './index.ts'

export { asUser, refusedWith } from '../_shared/testing/world.ts'

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

export const world = worldOf(netbird, 'https://idp.company')

export function startProvider(options: Partial<ProviderOptions> = {}) {
  return world.startProvider({
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

export const start = (plan: Plan, bindings: Record<string, string> = { client_id: 'netbird' }) =>
  world.install(plan, bindings)

export const signIn = (who: Person, entrance = 'dashboard') => world.signIn(who, entrance)
