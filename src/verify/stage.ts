import type { Catalogue } from '../plan/catalogue.ts'
import type { Plan } from '../plan/plan.ts'
import type { ProviderInstance, Provision, TestUser } from '../providers/contract.ts'
import type { Done } from './attempt.ts'
import { readerBindings } from './bindings.ts'
import { checkClocks, suspicious, unfit } from './clocks.ts'
import type { Instances } from './instances.ts'
import type { ServerError, Trouble, Watched } from './network.ts'
import { Phase } from './phase.ts'
import type { Subject } from './subject.ts'
import { install, type World } from './world.ts'

/** What went wrong on the wire since a moment. */
export interface Seen {
  troubles: Trouble[]
  /** Of the provider only. */
  errors: ServerError[]
}

/**
 * One set-up of one guide: its objects at the provider, the application beside them, its users, and who could sign in.
 * Each part is made once, when the first step asks for it. A guide has one, and a fresh one where a step has to be told
 * from an accident of the first.
 */
export class Stage {
  readonly instance: Phase<ProviderInstance>
  readonly catalogue: Phase<Catalogue | null>
  readonly provision: Phase<Provision>
  readonly world: Phase<World>
  readonly logins = new Map<string, Phase<Done>>()
  readonly configured: Phase<World>
  readonly #subject: Subject
  readonly #networks = new Set<Watched>()
  readonly #users = new Map<string, Phase<void>>()

  constructor(plan: Plan, subject: Subject, { instances, limit, configure }: StageOptions) {
    this.#subject = subject
    const phase = <T>(what: string, make: () => Promise<T>) => new Phase(what, make, limit)
    this.instance = phase(`${subject.provider.name} was not started`, () => instances.get(subject))
    this.catalogue = phase(`The texts of ${subject.provider.name} were not read`, async () => {
      const instance = await this.instance.value()
      return (await instance.catalogue?.()) ?? null
    })
    this.provision = phase(`${subject.provider.name} was not set up`, async () => {
      const instance = await this.instance.value()
      return instance.provision(plan, readerBindings(plan))
    })
    this.world = phase(`${subject.application.name} was not installed`, async () => {
      const world = await install(subject, plan, await this.provision.value())
      this.watch(world.network)
      return world
    })
    this.configured = phase(`${subject.application.name} was not configured`, async () => {
      const world = await this.world.value()
      await configure(world)
      await this.#checkClocks(unfit)
      return world
    })
  }

  /** Another network in which this guide's products meet. */
  watch(network: Watched): void {
    this.#networks.add(network)
  }

  user(provision: Provision, user: TestUser): Promise<void> {
    let phase = this.#users.get(user.username)
    if (!phase) {
      phase = new Phase(`user ${user.username} was not created`, () => provision.createUser(user))
      this.#users.set(user.username, phase)
    }
    return phase.value()
  }

  /** Begins to listen; the returned function says what was heard since. */
  listen(): () => Seen {
    const before = new Map(
      [...this.#networks].map(({ troubles, errors }) => [
        troubles,
        { troubles: troubles.length, errors: errors.length },
      ]),
    )
    return () => {
      const later = [...this.#networks].map(({ troubles, errors }) => {
        const from = before.get(troubles)
        return { troubles: troubles.slice(from?.troubles), errors: errors.slice(from?.errors) }
      })
      const provider = this.provision.made?.routes
      return {
        troubles: later.flatMap((one) => one.troubles),
        errors: later.flatMap((one) => one.errors).filter(({ url }) => provider?.has(url.origin)),
      }
    }
  }

  /** Whether a clock is why a login failed. Throws `Infrastructure` where one is off. */
  async explainByClocks(): Promise<void> {
    if (this.world.made) await this.#checkClocks(suspicious)
  }

  async #checkClocks(limit: number): Promise<void> {
    const { provider, application } = this.#subject
    const { network, application: installed } = await this.world.value()
    const { routes } = await this.provision.value()
    const instance = await this.instance.value()
    await checkClocks(network, { name: provider.name, routes, now: instance.now?.bind(instance) }, limit)
    await checkClocks(network, { name: application.name, routes: installed.routes }, limit)
  }

  /** Ends what was started for this guide; the provider instance stays for others. */
  async close(): Promise<void> {
    const [world, provision] = [this.world.made, this.provision.made]
    await world?.close()
    await provision?.dispose()
  }
}

export interface StageOptions {
  instances: Instances
  /** Milliseconds for each part. */
  limit: number
  /** Enters the guide's application side. */
  configure(world: World): Promise<void>
}
