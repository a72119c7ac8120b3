import type { Artifact } from '../plan/artifact.ts'
import type { Catalogue, LookedUp } from '../plan/catalogue.ts'
import type { ProviderKnowledge } from '../plan/knowledge.ts'
import type { Place } from '../plan/place.ts'
import type { Plan } from '../plan/plan.ts'
import type { Bindings } from '../plan/value.ts'
import type { Browser, Page, Route } from '../web/contract.ts'

/** `src/providers/<provider>/index.ts` exports this as default. */
export interface Provider extends ProviderKnowledge {
  drivers: { embedded: ProviderDriver; container?: ProviderDriver }
  /** Texts that were looked up in running products, by version, oldest first. */
  lookedUp?(): readonly LookedUp[]
}

export type Tier = 'embedded' | 'container'

export interface ProviderDriver {
  tier: Tier
  /** Releases that can be run, oldest first, as the driver's data file lists them; the provider's recorded versions when absent. */
  releases?: readonly string[]
  /** Guides that a server can serve at a time, for products where they cannot be told apart; as many as there are when absent. */
  guidesAtOnce?: number
  /**
   * What `start` would run or reach, found without starting or pulling anything: verdicts are remembered by it. Null when
   * that is not known (`artifactOf`, `provenanceAtUrl` and `identifyImage` of `src/containers` tell).
   */
  identify?(options: { version: string }): Promise<Artifact | null>
  /** Starts or reaches the server; in the embedded tier this only prepares what guides share. Throws {@link Infrastructure}. */
  start(options: { version: string; signal?: AbortSignal }): Promise<ProviderInstance>
}

/**
 * `image`, `digest` and `provenance` go into the evidence. A server that `startServer` started has all three
 * (`RunningServer`): hand them on. One that ran already, at `TOUCHSTONE_<PROVIDER>_URL`, has
 * `provenance: provenanceAtUrl('<PROVIDER>')`, which reads `TOUCHSTONE_<PROVIDER>_SOURCE=<version>@<commit>`.
 */
export interface ProviderInstance extends Artifact {
  version: string
  /** Environment variables by which another process reaches this very server. */
  environment?: Readonly<Record<string, string>>
  /** Sets up exactly what the plan says, isolated from other guides. Throws {@link Refused} where the product refuses a value. */
  provision(plan: Plan, bindings: Bindings): Promise<Provision>
  /** The last lines that the server wrote, and how it ended where it did: what a failure of the machine is explained with. */
  logs?(): Promise<string[]>
  /** The server's own time, where its answers carry no `Date` (RFC 9110, section 6.6.1); whole seconds will do. */
  now?(): Promise<Date>
  /** Every text that the running product shows. Throws {@link Infrastructure}. */
  catalogue?(): Promise<Catalogue>
  stop(): Promise<void>
}

/** One guide's objects at the provider. */
export interface Provision {
  /** Origins of the guide that the provider answers for. */
  routes: ReadonlyMap<string, Route>
  /** What the product hands out: `client_id`, `client_secret`, `application_slug`, `issuer` … under canonical names. */
  captures: Bindings
  createUser(user: TestUser): Promise<void>
  /** Takes a browser that stands on one of the provider's pages through login and consent, until it leaves or stays on a page that no one can answer. */
  authenticate(browser: Browser, page: Page, user: TestUser): Promise<Page>
  /** What the page in front of the reader says when the provider refused; null when the page is none of the provider's refusals. */
  refusal(page: Page): string | null
  /** The last lines of the product's log or its events, for a failure. */
  logs(): Promise<string[]>
  /** What the product itself recorded against this set-up, a line each: a sign-in may go on where a claim could not be made. */
  events?(): Promise<string[]>
  dispose(): Promise<void>
}

export interface TestUser {
  username: string
  password: string
  email: string
  emailVerified: boolean
  givenName: string
  familyName: string
  /** Names of groups (at authentik: of entitlements too, where the guide binds them). */
  groups: string[]
  /** Why this user exists: `in dns-admins`, `in no group`, `awkward names`. */
  why: string
}

/** The product refuses what the guide says: drift. `message` is the product's own. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly place: Place | null
  constructor(message: string, place: Place | null) {
    super(message)
    this.place = place
  }
}

/** The stand-in does not know how the real product answers here, and says so instead of guessing. */
export class NotKnown extends Error {
  override readonly name = 'NotKnown'
  readonly place: Place | null
  constructor(message: string, place: Place | null = null) {
    super(message)
    this.place = place
  }
}

/** The machine, the engine or a server failed: never drift. */
export class Infrastructure extends Error {
  override readonly name = 'Infrastructure'
}
