import type { Entrance, Expectation, SignIn } from '../applications/contract.ts'
import type { Plan } from '../plan/plan.ts'
import type { Bindings } from '../plan/value.ts'
import type { Provision, TestUser } from '../providers/contract.ts'
import { createBrowser } from '../web/browser.ts'
import { diagnose } from './diagnosis.ts'
import { compare, describeSignIn } from './expectation.ts'
import { Drift } from './failure.ts'
import { redact } from './redact.ts'
import type { Subject } from './subject.ts'
import type { World } from './world.ts'

export interface Attempt {
  subject: Subject
  plan: Plan
  bindings: Bindings
  provision: Provision
  world: World
  entrance: Entrance
  user: TestUser
}

export interface Done {
  assertions: number
  logins: number
  claims: Readonly<Record<string, string>>
  message: string
}

/** One person, one private window: from the first click to "who is signed in?". */
export async function signIn({ world, provision, entrance, user }: Attempt): Promise<SignIn> {
  const browser = createBrowser(world.network)
  const first = await entrance.begin(browser)
  const atProvider = provision.routes.has(first.url.origin)
  if (!atProvider) return entrance.finish(browser, first)
  const last = await provision.authenticate(browser, first, user)
  const refusal = provision.routes.has(last.url.origin) ? provision.refusal(last) : null
  if (refusal !== null) return { outcome: 'refused', by: 'provider', message: refusal }
  return entrance.finish(browser, last)
}

/**
 * Signs in and holds the outcome against the promise. Throws {@link Drift} where they differ.
 * `words` must stand in a refusal by the provider whose text the expectation leaves open.
 */
export async function attempt(one: Attempt, expected: Expectation, words?: RegExp): Promise<Done> {
  const seen = one.world.network.exchanges.length
  const actual = await signIn(one)
  const { assertions, difference } = compare(expected, actual, words)
  if (difference === null) {
    const claims = actual.outcome === 'signed-in' ? redact(actual.session.claims) : {}
    return { assertions, logins: 1, claims, message: `${describe(one)}: ${describeSignIn(actual)}` }
  }
  const exchanges = one.world.network.exchanges.slice(seen)
  const diagnosis =
    expected.outcome === 'signed-in' ? diagnose(one.plan, one.subject, one.bindings, exchanges, actual) : null
  const because = expected.because
  if (diagnosis === null) {
    const message = `${describe(one)}: not what the guide promises`
    throw new Drift({ message, place: because[0] ?? null, related: because.slice(1), ...difference })
  }
  const { message, place, related, ...found } = diagnosis
  throw new Drift({
    ...{ place, ...difference, ...found },
    message: `${describe(one)} was ${difference.actual.replace(/\.$/, '')}. ${message}`,
    related: [...related, ...because],
  })
}

function describe({ user, entrance }: Attempt): string {
  return `User ${user.username} (${user.why}) through ${entrance.title}`
}
