import type { ProviderDriver } from '../providers/contract.ts'

/**
 * A driver whose code is loaded when it is first started. Rules, plans and the site need what is known of a product,
 * not the OpenID Provider library behind its stand-in: half a second, and a warning of the library's own.
 */
export function onStart(load: () => Promise<{ embedded: ProviderDriver }>): ProviderDriver {
  return {
    tier: 'embedded',
    async start(options) {
      const { embedded } = await load()
      return embedded.start(options)
    },
  }
}
