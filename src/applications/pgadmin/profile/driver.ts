import type { RequestListener } from 'node:http'
import type { Place } from '../../../plan/place.ts'
import { NotKnown, Refused } from '../../../providers/contract.ts'
import { html } from '../../_shared/answer.ts'
import { filledIn } from '../../_shared/config-file.ts'
import type { ApplicationDriver } from '../../contract.ts'
import { type ConfigLocal, readConfigLocal } from '../config-local.ts'
import { type Configuration, codeIn, isAcceptable, readConfiguration, textIn } from '../configuration.ts'
import { signInPage } from '../entrance.ts'
import { homeOf } from '../home.ts'
import { placeOnLine } from '../place.ts'
import { promise, promiseUnderFault } from '../promises.ts'
import { createServer } from './server.ts'

/** pgAdmin as a relying party, in this process. Facts: v9.18 by source, held against the running product. */
export const profile: ApplicationDriver = {
  mode: 'profile',
  async install({ version, plan, gateway }) {
    const { origin } = homeOf(plan)
    const log: string[] = []
    let serve: RequestListener = (_, response) =>
      html(response, 502, 'Bad Gateway', 'pgAdmin has not been started')
    return {
      version,
      routes: new Map([[origin, { listener: (request, response) => serve(request, response) }]]),
      async configure(next, bindings) {
        const file = readConfigLocal(next)
        const read = readConfiguration(filledIn(file, bindings))
        if (!isAcceptable(read)) throw new Refused(read.message, placeOnLine(file, read.text, read.line))
        mustBeKnown(read, file)
        serve = createServer(gateway, read, log)
      },
      entrances: [signInPage(origin)],
      expect: (promised, user) => promise(promised, user),
      expectFault: (fault, _, provider) => promiseUnderFault(plan, fault, provider),
      logs: async () => log.slice(-20),
      async dispose() {},
    }
  },
}

function mustBeKnown({ settings, providers }: Configuration, file: ConfigLocal) {
  const unknown = (what: string, place: Place | undefined) => {
    throw new NotKnown(what, place)
  }
  for (const [name, value] of Object.entries(settings)) {
    const [code] = codeIn(value)
    if (code) unknown(`What \`${code.text}\` is`, file.lines.find(({ text }) => text === code.text)?.place)
    if (name === 'SERVER_MODE' && value === false)
      unknown('pgAdmin as a desktop application', file.of(name)?.place)
  }
  for (const provider of providers)
    if (textIn(provider, 'CLIENT_AUTH_METHOD')?.trim().toLowerCase() === 'workload_identity')
      unknown('Workload identities', file.own('CLIENT_AUTH_METHOD')?.place)
}
