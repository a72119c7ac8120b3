import type { Expectation, Fault } from '../applications/contract.ts'
import type { Catalogue } from '../plan/catalogue.ts'
import type { Plan, Side } from '../plan/plan.ts'
import { asTyped } from '../plan/typed.ts'
import type { Bindings } from '../plan/value.ts'
import { Infrastructure, Refused, type TestUser } from '../providers/contract.ts'
import { checkDiscovery, checkRouted } from './addresses.ts'
import { type Attempt, attempt, type Done } from './attempt.ts'
import { readerBindings } from './bindings.ts'
import { compare } from './expectation.ts'
import { Drift, type Failure, failureOf } from './failure.ts'
import { faultWords, withOtherRedirect, withWrongSecret } from './faults.ts'
import type { Instances } from './instances.ts'
import { lastLines } from './last-lines.ts'
import type { ServerError } from './network.ts'
import { Phase, Skip } from './phase.ts'
import { addressOf, brokenProvider, Failed, unanswered } from './provider-error.ts'
import { Secrets } from './secrets.ts'
import { shippedFor } from './shown.ts'
import { Stage } from './stage.ts'
import { checkBlock, checkFinding, checkTally, checkWord } from './statements.ts'
import { type Step, type StepResult, untried } from './step.ts'
import type { Subject } from './subject.ts'
import { defaultStepLimit, withinLimit } from './time-limit.ts'
import { type Ran, ranOf } from './verdict.ts'
import { installFaulty, type World } from './world.ts'

/** Steps that a wrong clock can spoil. */
const usesTokens: ReadonlySet<Step['kind']> = new Set(['configure', 'login', 'refusal'])

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
  readonly #results: StepResult[] = []
  readonly #secrets = new Secrets()
  readonly #openStage: () => Stage
  #stage: Stage
  /** Addresses at which the provider fails on a fresh set-up too. */
  readonly #broken = new Set<string>()
  #told = false

  constructor(
    written: Plan,
    subject: Subject,
    { instances, stepLimit = defaultStepLimit }: VerificationOptions,
  ) {
    const { plan } = asTyped(written)
    this.#plan = plan
    this.#subject = subject
    this.#limit = stepLimit
    const configure = async ({ application }: World) => application.configure(plan, await this.#bindings())
    this.#openStage = () => new Stage(plan, subject, { instances, limit: stepLimit, configure })
    this.#stage = this.#openStage()
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
      ...ranOf('provider', this.#stage.instance.made),
      ...ranOf('application', this.#stage.world.made?.application.artifact?.()),
    }
  }

  /** Ends what was started for this guide; the provider instance stays for others. */
  close(): Promise<void> {
    return this.#stage.close()
  }

  async #outcome(step: Step): Promise<Partial<StepResult>> {
    const found = await this.#try(step)
    if (!(found instanceof Failed)) return found
    const failure = await this.#explained(step, found)
    return {
      outcome: 'failed',
      blame: failure.blame,
      message:
        failure.message + (failure.blame === 'infrastructure' ? await this.#words() : await this.#events()),
      place: failure.place ?? step.place,
      expected: failure.expected ?? null,
      actual: failure.actual ?? null,
      related: failure.related ?? [],
    }
  }

  async #try(step: Step): Promise<Partial<StepResult> | Failed> {
    const heard = this.#stage.listen()
    try {
      return await withinLimit(this.#limit, step.title, this.#check(step))
    } catch (error) {
      if (error instanceof Skip) return { outcome: 'skipped', message: error.message }
      return new Failed(failureOf(error), heard())
    }
  }

  /** What the provider's own records say about the set-up that drifted, told once. */
  async #events(): Promise<string> {
    if (this.#told) return ''
    const lines = (await this.#stage.provision.made?.events?.().catch(() => [])) ?? []
    if (lines.length === 0) return ''
    this.#told = true
    return [
      '',
      `${this.#subject.provider.name} recorded:`,
      ...lines.slice(0, 3).map((line) => `  ${line}`),
    ].join('\n')
  }

  /** What a real application wrote last, told with the first failure of the machine. The provider's is told by who started it. */
  async #words(): Promise<string> {
    if (this.#subject.applicationMode !== 'real' || this.#told) return ''
    this.#told = true
    const lines = await this.#stage.world.made?.application.logs().catch(() => [])
    return lastLines(this.#subject.application.id, lines ?? [])
  }

  /** The failure with what explains it better than what the application made of it: a silent server, a clock, a fault of the provider's own. */
  async #explained(step: Step, { failure, seen }: Failed): Promise<Failure> {
    if (failure.blame === 'infrastructure') return failure
    const [trouble] = seen.troubles
    if (trouble) return unanswered(trouble, failure)
    const clocks = usesTokens.has(step.kind) && (await this.#stage.explainByClocks().catch(failureOf))
    if (clocks)
      return { ...failure, blame: 'infrastructure', message: `${clocks.message}; ${failure.message}` }
    const [error] = seen.errors
    return error ? this.#providerFailed(step, failure, error) : failure
  }

  /**
   * The provider said "something went wrong" on the way (5xx), so the failure is none of the guide's, and may be an
   * accident. The step is tried once more on a fresh set-up. Where the provider fails again, it cannot do what the guide
   * asks of it: drift of the provider, or of the guide where its own code runs in the provider. Where it does not, nothing
   * was learnt: infrastructure. Never green: a reader would have seen the error.
   */
  async #providerFailed(step: Step, failure: Failure, error: ServerError): Promise<Failure> {
    if (this.#broken.has(addressOf(error))) return brokenProvider(this.#plan, this.#subject, failure, error)
    await this.#stage.close().catch(() => {})
    this.#stage = this.#openStage()
    const second = await this.#try(step)
    if (second instanceof Failed) {
      const [again] = second.seen.errors
      if (second.failure.blame === 'infrastructure' || !again) return second.failure
      this.#broken.add(addressOf(again))
      return brokenProvider(this.#plan, this.#subject, second.failure, again)
    }
    const message = `${this.#subject.provider.name} answered ${error.status} at ${addressOf(error)} once and not again on a fresh set-up; ${failure.message}`
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
        const { routes } = await this.#stage.provision.value()
        return { assertions: 1, message: `answers for ${[...routes.keys()].join(', ')}` }
      }
      case 'url': {
        const { network } = await this.#stage.world.value()
        const bindings = await this.#bindings()
        return checkRouted(step, this.#plan, this.#subject, bindings, network)
      }
      case 'discovery': {
        const { network } = await this.#stage.world.value()
        return { assertions: await checkDiscovery(step, this.#subject, await this.#bindings(), network) }
      }
      case 'configure':
        await this.#stage.configured.value()
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
    if (this.#subject.tier === 'container') return this.#stage.catalogue.value()
    return shippedFor(this.#subject.provider, this.#subject.providerVersion)
  }

  #login(entrance: string, user: TestUser): Promise<Done> {
    const key = `${entrance} ${user.username}`
    let phase = this.#stage.logins.get(key)
    if (!phase) {
      phase = new Phase(`User ${user.username} cannot sign in without the fault`, async () => {
        const world = await this.#stage.configured.value()
        const one = await this.#attempt(world, entrance, user)
        return attempt(one, world.application.expect(this.#plan, user, one.entrance))
      })
      this.#stage.logins.set(key, phase)
    }
    return phase.value()
  }

  async #bindings(): Promise<Bindings> {
    const { captures } = await this.#stage.provision.value()
    this.#secrets.addAll(captures)
    return { ...readerBindings(this.#plan), ...captures }
  }

  async #attempt(world: World, entranceId: string, user: TestUser): Promise<Attempt> {
    const provision = await this.#stage.provision.value()
    this.#secrets.add('password', user.password)
    await this.#stage.user(provision, user)
    const entrance = world.application.entrances.find(({ id }) => id === entranceId)
    if (!entrance)
      throw new Infrastructure(`${this.#subject.application.name} lost its entrance ${entranceId}`)
    const [plan, subject, bindings] = [this.#plan, this.#subject, await this.#bindings()]
    return { plan, subject, bindings, provision, world, entrance, user }
  }

  async #refusal({ fault, entrance, user, control }: Extract<Step, { kind: 'refusal' }>): Promise<Done> {
    const pristine = await this.#stage.configured.value()
    await this.#login(entrance, control)
    const client = this.#subject.provider.client(this.#plan, this.#subject.providerVersion)
    const way = pristine.application.entrances.find(({ id }) => id === entrance)
    const expected = way && pristine.application.expectFault(fault, way, client)
    if (!expected) throw new Skip(`${this.#subject.application.name} cannot be given this fault`)
    const world = await this.#faulty(fault, pristine)
    if (world instanceof Refused) return refusedAtOnce(world, expected)
    this.#stage.watch(world.network)
    try {
      return await attempt(await this.#attempt(world, entrance, user), expected, faultWords[fault])
    } finally {
      if (world !== pristine) await world.close()
    }
  }

  /** The set-up with the fault in it, or the application's refusal to be set up like that. */
  async #faulty(fault: Fault, pristine: World): Promise<World | Refused> {
    if (fault === 'user-not-allowed') return pristine
    const [provision, bindings] = [await this.#stage.provision.value(), await this.#bindings()]
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
