import type { Expectation, Fault } from '../applications/contract.ts'
import type { Catalogue } from '../plan/catalogue.ts'
import type { Plan, Side } from '../plan/plan.ts'
import { asTyped } from '../plan/typed.ts'
import type { Bindings } from '../plan/value.ts'
import {
  Infrastructure,
  type ProviderInstance,
  type Provision,
  Refused,
  type TestUser,
} from '../providers/contract.ts'
import { checkDiscovery, checkRouted } from './addresses.ts'
import { type Attempt, attempt, type Done } from './attempt.ts'
import { readerBindings } from './bindings.ts'
import { compare } from './expectation.ts'
import { Drift, type Failure, failureOf } from './failure.ts'
import { faultWords, withOtherRedirect, withWrongSecret } from './faults.ts'
import type { Instances } from './instances.ts'
import { Phase, Skip } from './phase.ts'
import { Secrets } from './secrets.ts'
import { shippedFor } from './shown.ts'
import { checkBlock, checkFinding, checkTally, checkWord } from './statements.ts'
import { type Step, type StepResult, untried } from './step.ts'
import type { Subject } from './subject.ts'
import { defaultStepLimit, withinLimit } from './time-limit.ts'
import { type Ran, ranOf } from './verdict.ts'
import { install, installFaulty, type World } from './world.ts'

export interface VerificationOptions {
  instances: Instances
  /** Milliseconds for one step. */
  stepLimit?: number
}

/**
 * One guide being carried out. Steps may be run in any number, each in the order of the plan; what a step needs
 * (provider, application, settings, user) is made once, when the first step asks for it.
 */
export class Verification {
  readonly #plan: Plan
  readonly #subject: Subject
  readonly #limit: number
  readonly #instance: Phase<ProviderInstance>
  readonly #catalogue: Phase<Catalogue | null>
  readonly #provision: Phase<Provision>
  readonly #world: Phase<World>
  readonly #configured: Phase<World>
  readonly #users = new Map<string, Phase<void>>()
  readonly #results: StepResult[] = []
  readonly #secrets = new Secrets()
  readonly #logins = new Map<string, Phase<Done>>()

  constructor(
    written: Plan,
    subject: Subject,
    { instances, stepLimit = defaultStepLimit }: VerificationOptions,
  ) {
    const { plan } = asTyped(written)
    this.#plan = plan
    this.#subject = subject
    this.#limit = stepLimit
    const phase = <T>(what: string, make: () => Promise<T>) => new Phase(what, make, stepLimit)
    this.#instance = phase(`${subject.provider.name} was not started`, () => instances.get(subject))
    this.#catalogue = phase(`The texts of ${subject.provider.name} were not read`, async () => {
      const instance = await this.#instance.value()
      return (await instance.catalogue?.()) ?? null
    })
    this.#provision = phase(`${subject.provider.name} was not set up`, async () => {
      const instance = await this.#instance.value()
      return instance.provision(plan, readerBindings(plan))
    })
    this.#world = phase(`${subject.application.name} was not installed`, async () =>
      install(subject, plan, await this.#provision.value()),
    )
    this.#configured = phase(`${subject.application.name} was not configured`, async () => {
      const world = await this.#world.value()
      await world.application.configure(plan, await this.#bindings())
      return world
    })
  }

  async run(step: Step): Promise<StepResult> {
    const start = performance.now()
    const result = await this.#outcome(step)
    const told = { ...untried(step), ...result }
    const hide = (text: string | null) => (text === null ? null : this.#secrets.hide(text))
    const whole = {
      ...told,
      message: this.#secrets.hide(told.message),
      expected: hide(told.expected),
      actual: hide(told.actual),
      durationMs: Math.round((performance.now() - start) * 10) / 10,
    }
    this.#results.push(whole)
    return whole
  }

  /** The real products behind what was run so far, for the evidence. */
  ran(): Ran {
    return {
      ...ranOf('provider', this.#instance.made),
      ...ranOf('application', this.#world.made?.application.artifact?.()),
    }
  }

  /** Ends what was started for this guide; the provider instance stays for others. */
  async close(): Promise<void> {
    const [world, provision] = [this.#world.made, this.#provision.made]
    await world?.close()
    await provision?.dispose()
  }

  async #outcome(step: Step): Promise<Partial<StepResult>> {
    const before = this.#world.made?.network.troubles.length ?? 0
    try {
      return await withinLimit(this.#limit, step.title, this.#check(step))
    } catch (error) {
      if (error instanceof Skip) return { outcome: 'skipped', message: error.message }
      const failure = this.#inContext(failureOf(error), before)
      return {
        outcome: 'failed',
        blame: failure.blame,
        message: failure.message,
        place: failure.place ?? step.place,
        expected: failure.expected ?? null,
        actual: failure.actual ?? null,
        related: failure.related ?? [],
      }
    }
  }

  /** A server that stayed silent during the step explains the failure better than what the application made of it. */
  #inContext(failure: Failure, before: number): Failure {
    const [trouble] = this.#world.made?.network.troubles.slice(before) ?? []
    if (!trouble || failure.blame === 'infrastructure') return failure
    const message = `${trouble.url} did not answer (${trouble.reason}); ${failure.message}`
    return { ...failure, blame: 'infrastructure', message }
  }

  async #check(step: Step): Promise<Partial<StepResult>> {
    switch (step.kind) {
      case 'finding':
        return checkFinding(step)
      case 'word':
        return checkWord(step, this.#plan, this.#subject.provider, await this.#screens(step.side))
      case 'block':
        return checkBlock(step, this.#plan)
      case 'provision': {
        const { routes } = await this.#provision.value()
        return { assertions: 1, message: `answers for ${[...routes.keys()].join(', ')}` }
      }
      case 'url': {
        const { network } = await this.#world.value()
        const bindings = await this.#bindings()
        return checkRouted(step, this.#plan, this.#subject, bindings, network)
      }
      case 'discovery': {
        const { network } = await this.#world.value()
        return { assertions: await checkDiscovery(step, this.#subject, await this.#bindings(), network) }
      }
      case 'configure':
        await this.#configured.value()
        return { assertions: 1 }
      case 'login':
        return this.#login(step.entrance, step.user)
      case 'refusal':
        return this.#refusal(step)
      case 'tally':
        return checkTally(this.#results)
    }
  }

  /** The running product's texts in the container tier, what is shipped about its version otherwise. */
  async #screens(side: Side): Promise<Catalogue | null> {
    if (side === 'application') return null
    if (this.#subject.tier === 'container') return this.#catalogue.value()
    return shippedFor(this.#subject.provider, this.#subject.providerVersion)
  }

  #login(entrance: string, user: TestUser): Promise<Done> {
    const key = `${entrance} ${user.username}`
    let phase = this.#logins.get(key)
    if (!phase) {
      phase = new Phase(`User ${user.username} cannot sign in without the fault`, async () => {
        const world = await this.#configured.value()
        const one = await this.#attempt(world, entrance, user)
        return attempt(one, world.application.expect(this.#plan, user, one.entrance))
      })
      this.#logins.set(key, phase)
    }
    return phase.value()
  }

  async #bindings(): Promise<Bindings> {
    const { captures } = await this.#provision.value()
    this.#secrets.addAll(captures)
    return { ...readerBindings(this.#plan), ...captures }
  }

  async #attempt(world: World, entranceId: string, user: TestUser): Promise<Attempt> {
    const provision = await this.#provision.value()
    await this.#user(provision, user)
    const entrance = world.application.entrances.find(({ id }) => id === entranceId)
    if (!entrance)
      throw new Infrastructure(`${this.#subject.application.name} lost its entrance ${entranceId}`)
    const [plan, subject, bindings] = [this.#plan, this.#subject, await this.#bindings()]
    return { plan, subject, bindings, provision, world, entrance, user }
  }

  #user(provision: Provision, user: TestUser): Promise<void> {
    this.#secrets.add('password', user.password)
    let phase = this.#users.get(user.username)
    if (!phase) {
      phase = new Phase(`user ${user.username} was not created`, () => provision.createUser(user))
      this.#users.set(user.username, phase)
    }
    return phase.value()
  }

  async #refusal({ fault, entrance, user, control }: Extract<Step, { kind: 'refusal' }>): Promise<Done> {
    const pristine = await this.#configured.value()
    await this.#login(entrance, control)
    const client = this.#subject.provider.client(this.#plan, this.#subject.providerVersion)
    const way = pristine.application.entrances.find(({ id }) => id === entrance)
    const expected = way && pristine.application.expectFault(fault, way, client)
    if (!expected) throw new Skip(`${this.#subject.application.name} cannot be given this fault`)
    const world = await this.#faulty(fault, pristine)
    if (world instanceof Refused) return refusedAtOnce(world, expected)
    try {
      return await attempt(await this.#attempt(world, entrance, user), expected, faultWords[fault])
    } catch (error) {
      const [trouble] = world.network.troubles
      if (trouble && error instanceof Drift) throw new Infrastructure(trouble.reason, { cause: error })
      throw error
    } finally {
      if (world !== pristine) await world.close()
    }
  }

  /** The set-up with the fault in it, or the application's refusal to be set up like that. */
  async #faulty(fault: Fault, pristine: World): Promise<World | Refused> {
    if (fault === 'user-not-allowed') return pristine
    const [provision, bindings] = [await this.#provision.value(), await this.#bindings()]
    const wrong = fault === 'wrong-secret' ? withWrongSecret(this.#plan, bindings) : bindings
    // The wrong one tells the right one.
    if (wrong) this.#secrets.addAll(wrong)
    if (!wrong) throw new Skip('The guide hands no captured client secret to the application')
    const alter = fault === 'unregistered-redirect-uri' ? withOtherRedirect : undefined
    try {
      return await installFaulty(this.#subject, this.#plan, provision, wrong, alter)
    } catch (error) {
      if (error instanceof Refused) return error
      throw error
    }
  }
}

/** Some applications notice the fault when the settings are saved: then nobody gets as far as signing in. */
function refusedAtOnce(refused: Refused, expected: Expectation): Done {
  const actual = { outcome: 'refused', by: 'application', message: refused.message } as const
  const { assertions, difference } = compare(expected, actual)
  if (difference === null) return { assertions, logins: 0, claims: {}, message: refused.message }
  throw new Drift({ message: `Expected to be ${difference.expected}`, place: null, ...difference })
}
