import type { ProviderInstance, Tier } from '../../src/providers/contract.ts'
import type { Products } from '../../src/verify/products.ts'

/** Real servers that a whole run shares: started before the suites, which reach them through the environment. */
export interface Servers {
  /** Why this provider's server could not be started; null when it runs or none is needed. */
  failure(provider: string): string | null
  /** What ran, for the evidence. */
  evidence(provider: string): { providerImage?: string; providerDigest?: string }
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
  const interrupted = () => void stop().finally(() => process.exit(130))
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted)
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
    evidence(provider) {
      const { image, digest } = running.get(provider) ?? {}
      return {
        ...(image !== undefined && { providerImage: image }),
        ...(digest !== undefined && { providerDigest: digest }),
      }
    },
    async stop() {
      process.off('SIGINT', interrupted).off('SIGTERM', interrupted)
      await stop()
    },
  }
}
