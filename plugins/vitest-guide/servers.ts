import type { ProviderInstance, Tier } from '../../src/providers/contract.ts'
import type { Products } from '../../src/verify/products.ts'
import { type Ran, ranOf } from '../../src/verify/verdict.ts'

/** Real servers that a whole run shares: started before the suites, which reach them through the environment. */
export interface Servers {
  /** Why this provider's server could not be started; null when it runs or none is needed. */
  failure(provider: string): string | null
  /** What this provider's server wrote last; nothing when none was started here. */
  logs(provider: string): Promise<string[]>
  /** What ran, for the evidence. */
  evidence(provider: string): Ran
  stop(): Promise<void>
}

export interface ServersOptions {
  tier: Tier
  providers: readonly string[]
  products: Products
  providerVersion?: string
}

/** One server for each provider of the run. The embedded tier needs none: its worlds live in the suites' own process. */
export async function openServers({
  tier,
  providers,
  products,
  providerVersion,
}: ServersOptions): Promise<Servers> {
  const running = new Map<string, ProviderInstance>()
  const failures = new Map<string, string>()
  const stop = async () => {
    await Promise.allSettled([...running.values()].map((instance) => instance.stop()))
  }
  let ending = false
  const interrupted = () => {
    if (ending) return
    ending = true
    void stop()
      .then(tier === 'container' ? removeContainers : undefined)
      .finally(() => process.exit(130))
  }
  // `on`, and not `once`: a listener that is gone when the library's own is called makes that one end the process.
  process.on('SIGINT', interrupted).on('SIGTERM', interrupted)
  for (const id of tier === 'container' ? providers : []) {
    try {
      const { drivers, defaultVersion } = await products.provider(id)
      const instance = await drivers.container?.start({ version: providerVersion ?? defaultVersion })
      if (!instance) continue
      running.set(id, instance)
      Object.assign(process.env, instance.environment)
    } catch (error) {
      failures.set(id, (error as Error).message)
    }
  }
  return {
    failure: (provider) => failures.get(provider) ?? null,
    logs: async (provider) =>
      (await running
        .get(provider)
        ?.logs?.()
        .catch(() => [])) ?? [],
    evidence: (provider) => ranOf('provider', running.get(provider)),
    async stop() {
      process.off('SIGINT', interrupted).off('SIGTERM', interrupted)
      await stop()
    },
  }
}

/** Those that were still starting, and those of applications. Loaded here: the embedded tier needs no engine's client. */
async function removeContainers(): Promise<void> {
  const { removeOwn } = await import('../../src/containers/ownership.ts')
  await removeOwn().catch(() => {})
}
