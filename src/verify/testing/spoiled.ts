import type { RequestListener } from 'node:http'
import { readGuide } from '../../../plugins/vitest-guide/testing/fictional.ts'
import type { Provider, ProviderDriver, Provision } from '../../providers/contract.ts'
import type { Route } from '../../web/contract.ts'
import { createInstances } from '../instances.ts'
import { runVerification } from '../run.ts'
import { subjectOf } from '../subject.ts'
import type { Verdict } from '../verdict.ts'

/** Stands before the fictional provider: answers by itself, or hands the request on to the provider. */
export type Before = (...request: [...Parameters<RequestListener>, next: () => void]) => void

/** The fictional provider's driver, with something in front of its server. `provisions` counts from 1. */
export async function spoiled(
  before: Before,
  change: (provision: Provision) => Provision | Promise<Provision> = (provision) => provision,
): Promise<ProviderDriver> {
  const { provider } = await readGuide()
  const spoil = (route: Route): Route => ({
    listener(request, response) {
      before(request, response, () => 'listener' in route && route.listener(request, response))
    },
  })
  return {
    tier: 'embedded',
    async start(options) {
      const instance = await provider.drivers.embedded.start(options)
      return {
        ...instance,
        async provision(plan, bindings) {
          const provision = await instance.provision(plan, bindings)
          const routes = [...provision.routes].map(([origin, route]) => [origin, spoil(route)] as const)
          return change({ ...provision, routes: new Map(routes) })
        },
      }
    },
  }
}

/** A server that behaves as `alter` says from the given request on. */
export function spoiledFrom(after: number, alter: RequestListener): Promise<ProviderDriver> {
  let requests = 0
  return spoiled((request, response, next) => {
    requests += 1
    if (requests > after) alter(request, response)
    else next()
  })
}

/** Carries the fictional guide out against such a driver. */
export async function verifyAgainst(driver: ProviderDriver): Promise<Verdict> {
  const { plan, planHash, provider, application } = await readGuide()
  const acting: Provider = { ...provider, id: 'acting', drivers: { embedded: driver } }
  return runVerification(plan, {
    ...{ subject: subjectOf(acting, application), instances: createInstances() },
    ...{ checked: { findings: [], rules: 1 }, planHash },
  })
}
