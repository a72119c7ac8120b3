import type { Found, Keeper, KeptKey } from '../../src/containers/keeper.ts'
import type { ProviderInstance } from '../../src/providers/contract.ts'
import { type Ran, ranOf } from '../../src/verify/verdict.ts'
import { onInterrupt, removeContainers } from './interrupt.ts'
import type { RoundServer } from './rounds.ts'

/** The real server of a round: started before the suites, which reach it through the environment. */
export interface Server {
  /** Why it could not be started; null when it runs. */
  failure: string | null
  /** What ran, for the evidence. */
  ran: Ran
  /** Milliseconds until it was ready. */
  bootMs: number
  /** What it wrote last. */
  logs(): Promise<string[]>
  stop(): Promise<void>
}

export interface ServerOptions {
  /** Told what is waited for, and for how long. */
  say(text: string): void
  /** Leaves the server to the next run, and takes the one that the last run left. */
  keeper?: Keeper
  /** Hash of the code that starts the server. */
  code: string
}

/** Milliseconds between two words about a server that is still starting. */
const patience = 10_000

export async function openServer(
  { provider, driver, release, version, artifact }: RoundServer,
  { say, keeper, code }: ServerOptions,
): Promise<Server> {
  const given = { ...process.env }
  const key = { provider: provider.id, release, code, digest: artifact?.digest ?? '' }
  let instance: ProviderInstance | undefined
  let kept: Found | null = null
  let stays = false
  const stop = async () => {
    if (!stays) await instance?.stop().catch(() => {})
    restore({ ...kept?.environment, ...instance?.environment }, given)
  }
  const interrupts = onInterrupt(async () => {
    await stop()
    await removeContainers()
  })
  const wait = new Wait(`${provider.name} ${release}`, say)
  let failure: string | null = null
  try {
    kept = key.digest === '' ? null : ((await keeper?.find(key)) ?? null)
    Object.assign(process.env, kept?.environment)
    // Where the environment leads to a running server, starting means reaching it.
    stays = kept !== null
    instance = await driver.start({ version })
    Object.assign(process.env, instance.environment)
    wait.over(stays ? 'kept from an earlier run, ready' : 'ready')
    if (!stays && keeper) stays = await keep(keeper, key, instance, say)
  } catch (error) {
    failure = (error as Error).message
  } finally {
    wait.end()
  }
  return {
    failure,
    bootMs: wait.ms,
    // An image may have been made or pulled since it was looked at; what was reached at an address does not say what it is.
    ran: ranOf('provider', instance?.digest === undefined ? (artifact ?? instance) : instance),
    logs: async () => (await (kept ?? instance)?.logs?.().catch(() => [])) ?? [],
    async stop() {
      await interrupts.off()
      await stop()
    },
  }
}

async function keep(
  keeper: Keeper,
  key: KeptKey,
  { environment, digest = key.digest }: ProviderInstance,
  say: (text: string) => void,
): Promise<boolean> {
  if (!environment || digest === '' || !(await keeper.keep({ ...key, digest }, environment))) return false
  say('It is kept for the next run with --keep; npm run verify -- --stop ends it')
  return true
}

/** The environment as it was: the next round has another server, or none. */
function restore(set: Readonly<Record<string, string>>, given: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(set)) {
    if (given[name] === undefined) delete process.env[name]
    else process.env[name] = given[name]
  }
}

/** Somebody at a terminal is told that nothing hangs. */
class Wait {
  readonly #start = performance.now()
  readonly #timer: NodeJS.Timeout
  readonly #name: string
  readonly #say: (text: string) => void
  ms = 0

  constructor(name: string, say: (text: string) => void) {
    this.#name = name
    this.#say = say
    this.#timer = setInterval(() => say(`still waiting for ${name}, ${this.#seconds(0)} s …`), patience)
  }

  over(how: string): void {
    this.#say(`${this.#name} ${how} after ${this.#seconds(1)} s`)
  }

  end(): void {
    clearInterval(this.#timer)
    this.ms = performance.now() - this.#start
  }

  #seconds(digits: number): string {
    return ((performance.now() - this.#start) / 1000).toFixed(digits)
  }
}
