import { randomBytes } from 'node:crypto'
import type { ClientMetadata, Configuration } from 'oidc-provider'
import type { Bindings } from '../../plan/value.ts'
import type { TestUser } from '../../providers/contract.ts'
import { createBrowser } from '../../web/browser.ts'
import type { Browser, Gateway } from '../../web/contract.ts'
import { openGateway } from '../../web/gateway.ts'
import { type Sketch, sketch } from '../_shared/testing/plan.ts'
import { openProvider, type Person } from '../_shared/testing/provider.ts'
import type { SignIn } from '../contract.ts'
import technitium from './index.ts'
import { vocabulary } from './vocabulary.ts'

export const issuer = 'https://idp.company'
export const secret = 'a-secret-of-the-provider'
const callback = 'https://technitium.company/sso/callback'

/** What a good guide enters, as rows; a test changes one of them. */
export const rows: Record<string, NonNullable<Sketch['settings']>[number][1]> = {
  'X-Forwarded-Proto': 'https',
  'Enable Single Sign-On (SSO)': 'On',
  'Authority (Issuer)': issuer,
  'Client ID': 'technitium',
  'Client Secret': '<client_secret>',
  Scopes: ['openid', 'profile', 'email', 'groups'],
  'Allow New User Sign Up': 'On',
  'Allow Sign Up Only For Mapped Users': 'On',
  'Group Map (Optional)': {
    map: [
      ['dns-admins', 'DNS Administrators'],
      ['dhcp-admins', 'DHCP Administrators'],
    ],
  },
}

/** The good guide with rows changed; `null` leaves a row out. */
export function guide(
  changes: Record<string, (typeof rows)[string] | null> = {},
  more: Partial<Sketch> = {},
) {
  const settings = Object.entries({ ...rows, ...changes }).flatMap(([label, value]) =>
    value === null ? [] : [[label, value] as [string, typeof value]],
  )
  return sketch({ vocabulary, settings, ...more })
}

/** The provider's side of a test: the registered client and other options of oidc-provider. */
export interface Facing {
  client?: Partial<ClientMetadata>
  configuration?: Configuration
  /** Whether discovery offers pushed authorization requests. */
  pushed?: boolean
  version?: string
  bindings?: Bindings
}

export const person = (username: string, groups: string[], more: Partial<Person> = {}): Person => ({
  sub: `sub-${username}`,
  preferred_username: username,
  email: `${username}@company.company`,
  name: username.toUpperCase(),
  groups,
  ...more,
})

export const user = (
  username: string,
  groups: string[],
  email = `${username}@company.company`,
): TestUser => ({
  username,
  email,
  groups,
  password: randomBytes(8).toString('hex'),
  emailVerified: true,
  givenName: username,
  familyName: 'Tester',
  why: 'for a test',
})

/** Installs the server for this guide, opposite a provider with these people; signs in as many of them as a test likes. */
export async function house(plan: ReturnType<typeof guide>, people: Person[], facing: Facing = {}) {
  const gateway: Gateway = await openGateway()
  const provider = await openProvider(gateway, {
    issuer,
    people,
    client: {
      client_id: 'technitium',
      client_secret: secret,
      redirect_uris: [callback],
      token_endpoint_auth_method: 'client_secret_post',
      ...facing.client,
    },
    configuration: {
      ...facing.configuration,
      features: {
        devInteractions: { enabled: false },
        pushedAuthorizationRequests: { enabled: facing.pushed ?? false },
      },
    },
  })
  const server = await technitium.drivers.profile.install({
    version: facing.version ?? technitium.defaultVersion,
    plan,
    gateway,
  })
  for (const [origin, route] of server.routes) gateway.route(origin, route)
  await server.configure(plan, facing.bindings ?? { client_secret: secret })
  const [entrance] = server.entrances
  if (!entrance) throw new Error('no entrance')
  return {
    server,
    entrance,
    gateway,
    async signIn(username: string, browser: Browser = createBrowser(gateway)): Promise<SignIn> {
      const first = await entrance.begin(browser)
      return entrance.finish(browser, await provider.signIn(browser, first, `sub-${username}`))
    },
    [Symbol.asyncDispose]: () => gateway.close(),
  }
}
