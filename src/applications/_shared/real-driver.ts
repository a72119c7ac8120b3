import type { ApplicationDriver } from '../contract.ts'

/** A driver that is loaded when it is used: nothing else needs a container engine's client. */
export function realDriver(load: () => Promise<{ real: ApplicationDriver }>): ApplicationDriver {
  return {
    mode: 'real',
    identify: async (options) => (await load()).real.identify?.(options) ?? null,
    install: async (options) => (await load()).real.install(options),
  }
}
