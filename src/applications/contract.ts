import type { Artifact } from '../plan/artifact.ts'
import type { ApplicationKnowledge, ClientView } from '../plan/knowledge.ts'
import type { Place } from '../plan/place.ts'
import type { Plan } from '../plan/plan.ts'
import type { Bindings } from '../plan/value.ts'
import type { TestUser } from '../providers/contract.ts'
import type { Browser, Gateway, Page, Route } from '../web/contract.ts'

/** `src/applications/<application>/index.ts` exports this as default. */
export interface Application extends ApplicationKnowledge {
  drivers: { profile: ApplicationDriver; real?: ApplicationDriver }
}

export type ApplicationMode = 'profile' | 'real'

export interface ApplicationDriver {
  mode: ApplicationMode
  /** What `install` would run, found without starting or pulling anything: verdicts are remembered by it. Null when that is not known. */
  identify?(options: { version: string }): Promise<Artifact | null>
  /** A fresh installation of the application, reachable at the guide's origins once these are routed. */
  install(options: { version: string; plan: Plan; gateway: Gateway }): Promise<ApplicationInstance>
}

export interface ApplicationInstance {
  version: string
  /** What runs, for the evidence, asked after the application was configured: the fields of its `RunningServer`. A profile has none. */
  artifact?(): Artifact | undefined
  /** Origins of the guide that the application answers for (`https://technitium.company`, `http://localhost:53000`). */
  routes: ReadonlyMap<string, Route>
  /**
   * Enters the guide's application side. Throws `Refused` with the application's own words and the place of the value.
   * `bindings` has the provider's captures; a wrong secret is a changed binding.
   */
  configure(plan: Plan, bindings: Bindings): Promise<void>
  /** Ways to sign in: one for most applications, dashboard and command line for NetBird. */
  entrances: Entrance[]
  /** What the guide promises to this user, from the guide's own words and maps. */
  expect(plan: Plan, user: TestUser, entrance: Entrance): Expectation
  /** What this application must answer to a deliberate fault; null where the fault cannot be made here. */
  expectFault(fault: Fault, entrance: Entrance, provider: ClientView): Expectation | null
  logs(): Promise<string[]>
  dispose(): Promise<void>
}

export interface Entrance {
  id: string
  title: string
  /** The first page that a reader gets after choosing to sign in; often the provider's already. */
  begin(browser: Browser): Promise<Page>
  /** Reads the outcome once the browser is back at the application (or was never let go there). */
  finish(browser: Browser, page: Page): Promise<SignIn>
}

export type Fault = 'wrong-secret' | 'unregistered-redirect-uri' | 'user-not-allowed'

/** What happened, as seen from outside. */
export type SignIn =
  | { outcome: 'signed-in'; session: Session }
  | { outcome: 'refused'; by: 'application' | 'provider'; message: string }

/** The application's own answer to "who is signed in?". */
export interface Session {
  username: string
  displayName?: string
  email?: string
  /** Local groups or roles, without those that everybody has. */
  groups: string[]
  claims: Readonly<Record<string, unknown>>
}

export type Expectation =
  | { outcome: 'signed-in'; username?: string; displayName?: string; groups?: string[]; because: Place[] }
  | { outcome: 'refused'; by: 'application' | 'provider'; message: string; because: Place[] }
