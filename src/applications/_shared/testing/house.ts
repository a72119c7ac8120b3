import type { ClientMetadata, Configuration } from 'oidc-provider'
import type { Plan } from '../../../plan/plan.ts'
import type { Bindings } from '../../../plan/value.ts'
import type { TestUser } from '../../../providers/contract.ts'
import { createBrowser } from '../../../web/browser.ts'
import type { Browser } from '../../../web/contract.ts'
import { openGateway } from '../../../web/gateway.ts'
import type { Application, ApplicationMode, SignIn } from '../../contract.ts'
import { openProvider, type Person } from './provider.ts'

export const issuer = 'https://idp.company'
export const secret = 'a-secret-of-the-provider'

/** The provider's side of a test, and how the application is installed. */
export interface House {
  application: Application
  plan: Plan
  people: Person[]
  /** The registered client; its secret is {@link secret} unless it says another. */
  client: Partial<ClientMetadata>
  configuration?: Configuration
  /** Whether discovery offers pushed authorization requests. */
  pushed?: boolean
  version?: string
  /** `profile` unless a test is held against the product itself. */
  mode?: ApplicationMode
  bindings?: Bindings
}

/** Installs and configures the application opposite a certified provider; signs in as many people as a test likes. */
export async function openHouse(options: House) {
  const { application, plan, people, client, configuration } = options
  const gateway = await openGateway()
  const provider = await openProvider(gateway, {
    issuer,
    people,
    client: { client_id: application.id, client_secret: secret, ...client },
    configuration: {
      ...configuration,
      features: {
        devInteractions: { enabled: false },
        pushedAuthorizationRequests: { enabled: options.pushed ?? false },
        ...configuration?.features,
      },
    },
  })
  const version = options.version ?? application.defaultVersion
  const driver = application.drivers[options.mode ?? 'profile']
  if (!driver) throw new Error(`${application.name} has no driver for the mode ${options.mode}`)
  const server = await driver.install({ version, plan, gateway })
  for (const [origin, route] of server.routes) gateway.route(origin, route)
  const configure = (next = plan) => server.configure(next, options.bindings ?? { client_secret: secret })
  const [entrance] = server.entrances
  if (!entrance) throw new Error(`${application.name} offers no entrance`)
  return {
    server,
    gateway,
    configure,
    async signIn(username: string, browser: Browser = createBrowser(gateway)): Promise<SignIn> {
      const first = await entrance.begin(browser)
      return entrance.finish(browser, await provider.signIn(browser, first, `sub-${username}`))
    },
    async [Symbol.asyncDispose]() {
      await server.dispose()
      await gateway.close()
    },
  }
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
  password: 'not asked for in these tests',
  emailVerified: true,
  givenName: username,
  familyName: 'Tester',
  why: 'for a test',
})
