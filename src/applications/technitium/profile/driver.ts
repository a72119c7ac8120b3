import { gte } from 'semver'
import type { ApplicationDriver } from '../../contract.ts'
import { addressesOf } from '../knowledge/addresses.ts'
import { statedIn } from '../knowledge/settings.ts'
import { promise, promiseUnderFault } from '../promises.ts'
import { enter } from './configuration.ts'
import { consoleEntrance } from './entrance.ts'
import { createServer } from './server.ts'

/** Technitium DNS Server as a relying party, in this process. Facts: v15.0 to v15.2 by source. */
export const profile: ApplicationDriver = {
  mode: 'profile',
  async install({ version, plan, gateway }) {
    const server = createServer(gateway, { userinfo: gte(version, '15.2.0') })
    const { console: origin } = addressesOf(plan, statedIn(plan))
    const plain = `http://${new URL(origin).hostname}`
    return {
      version,
      routes: new Map([origin, plain].map((one) => [one, { listener: server.listener }])),
      async configure(next, bindings) {
        server.configure(enter(next, bindings, version))
      },
      entrances: [consoleEntrance(origin)],
      expect: (promised, user) => promise(promised, user),
      expectFault: (fault, _, provider) => promiseUnderFault(plan, fault, provider),
      logs: async () => server.log.slice(-20),
      async dispose() {},
    }
  },
}
