import type { ProviderInstance } from '../providers/contract.ts'
import type { Subject } from './subject.ts'

/** Provider instances that guides share: one for each provider, version and tier. */
export interface Instances {
  get(subject: Subject): Promise<ProviderInstance>
  stop(): Promise<void>
}

export function createInstances(): Instances {
  const started = new Map<string, Promise<ProviderInstance>>()
  return {
    get({ provider, tier, providerVersion }) {
      const key = `${provider.id} ${providerVersion} ${tier}`
      const known = started.get(key)
      if (known) return known
      const driver = provider.drivers[tier]
      if (!driver) throw new RangeError(`${provider.name} has no ${tier} driver`)
      const starting = driver.start({ version: providerVersion })
      started.set(key, starting)
      // One guide's bad luck is not the next one's: a failed start is tried again.
      starting.catch(() => started.delete(key))
      return starting
    },
    async stop() {
      const instances = await Promise.allSettled(started.values())
      started.clear()
      for (const one of instances) if (one.status === 'fulfilled') await one.value.stop()
    },
  }
}
