import type { ApplicationDriver } from '../../contract.ts'
import { frontDoor } from '../entrance.ts'
import { homeOf } from '../knowledge/addresses.ts'
import { type Stated, statedIn } from '../knowledge/settings.ts'
import { promise, promiseUnderFault } from '../promises.ts'
import { fillIn } from './form.ts'
import { createServer } from './server.ts'

/** AudioBookRequest as a relying party, in this process. Facts: v1.10.4 by source, most of them seen running. */
export const profile: ApplicationDriver = {
  mode: 'profile',
  async install({ version, plan, gateway }) {
    const stated = statedIn(plan)
    const { origin, base } = homeOf(plan, stated)
    const rootUsername = stated.text('init_root_username') ?? 'admin'
    const server = createServer(gateway, { base, rootUsername, seenScheme: seenScheme(stated) })
    const plain = `http://${new URL(origin).host}`
    return {
      version,
      routes: new Map([origin, plain].map((one) => [one, { listener: server.listener }])),
      configure: (next, bindings) => fillIn(next, bindings, server.store),
      entrances: [frontDoor(`${origin}${base}/`)],
      expect: (promised, user) => promise(promised, user),
      expectFault: (fault, _, provider) => promiseUnderFault(plan, fault, provider),
      logs: async () => server.log.slice(-20),
      async dispose() {},
    }
  },
}

/** The proxy ends TLS: the server sees http unless a header says otherwise and comes from an address that it trusts. */
function seenScheme(stated: Stated): string {
  const header = stated.text('forwarded_proto')?.trim()
  if (!header || !stated.of('forwarded_allow_ips')) return 'http'
  return /[${%]/.test(header) ? 'https' : header
}
