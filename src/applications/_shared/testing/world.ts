import { afterEach, beforeEach } from 'vitest'
import type { Plan } from '../../../plan/plan.ts'
import type { Bindings } from '../../../plan/value.ts'
import { createBrowser } from '../../../web/browser.ts'
import type { Browser, Gateway } from '../../../web/contract.ts'
import { openGateway } from '../../../web/gateway.ts'
import type { Application, ApplicationInstance, ApplicationMode, SignIn } from '../../contract.ts'
import { openProvider, type Person, type ProviderOptions } from './provider.ts'

/** What each test has of its own: a network, a provider, and the application opposite it. */
export interface World {
  /** `profile` unless a test is held against the product itself; set before the application is installed. */
  mode: ApplicationMode
  readonly web: Gateway
  readonly provider: Awaited<ReturnType<typeof openProvider>>
  readonly app: ApplicationInstance
  startProvider(options: Omit<ProviderOptions, 'issuer'>): Promise<void>
  /** Installs and configures it; a second call is another installation in its place. */
  install(plan: Plan, bindings: Bindings): Promise<void>
  signIn(who: Person, entrance?: string, browser?: Browser): Promise<SignIn>
}

/** For a file of tests whose steps want the pieces one by one; `openHouse` puts them together at once. */
export function worldOf(application: Application, issuer: string): World {
  let [web, provider, app]: [Gateway?, World['provider']?, ApplicationInstance?] = []
  const made = <T>(piece: T | undefined): T => {
    if (piece === undefined) throw new Error('This piece of the world is used before it was made')
    return piece
  }
  beforeEach(async () => {
    web = await openGateway()
  })
  afterEach(async () => {
    await app?.dispose()
    await web?.close()
    web = provider = app = undefined
  })
  return {
    mode: 'profile',
    get web() {
      return made(web)
    },
    get provider() {
      return made(provider)
    },
    get app() {
      return made(app)
    },
    async startProvider(options) {
      provider = await openProvider(made(web), { issuer, ...options })
    },
    async install(plan, bindings) {
      const driver = application.drivers[this.mode]
      if (!driver) throw new Error(`${application.name} has no driver for the mode ${this.mode}`)
      await app?.dispose()
      app = await driver.install({ version: application.defaultVersion, plan, gateway: made(web) })
      for (const [origin, route] of app.routes) made(web).route(origin, route)
      await app.configure(plan, bindings)
    },
    async signIn(who, entrance, browser = createBrowser(made(web))) {
      const door = made(app).entrances.find(({ id }) => entrance === undefined || id === entrance)
      if (!door) throw new Error(`${application.name} has no entrance ${entrance}`)
      const page = await door.begin(browser)
      return door.finish(browser, await made(provider).signIn(browser, page, who.sub))
    },
  }
}

/** The same person as the verification's user. */
export const asUser = ({ sub, email, groups }: Person) => ({
  username: sub,
  password: '',
  email: String(email),
  emailVerified: true,
  givenName: '',
  familyName: '',
  groups: (groups as string[] | undefined) ?? [],
  why: 'test',
})

export const refusedWith = (message: unknown) => ({ outcome: 'refused', by: 'application', message })
