import type { RequestListener } from 'node:http'
import { NotKnown, Refused } from '../../../providers/contract.ts'
import { html } from '../../_shared/answer.ts'
import { filledIn } from '../../_shared/config-file.ts'
import type { ApplicationDriver } from '../../contract.ts'
import {
  defaultMapper,
  isAcceptable,
  type ProviderConfiguration,
  readConfiguration,
} from '../configuration.ts'
import { singleSignOn } from '../entrance.ts'
import { homeOf } from '../home.ts'
import { type Homeserver, readHomeserver } from '../homeserver.ts'
import { refusals } from '../messages.ts'
import { promise, promiseUnderFault } from '../promises.ts'
import { compile } from '../template.ts'
import { createServer } from './server.ts'

/** Synapse as a relying party, in this process. Facts: v1.163.2 by source, held against the running product. */
export const profile: ApplicationDriver = {
  mode: 'profile',
  async install({ version, plan, gateway }) {
    const home = homeOf(plan)
    const log: string[] = []
    let serve: RequestListener = (_, response) =>
      html(response, 502, 'Bad Gateway', 'Synapse has not been started')
    let providerId = ''
    return {
      version,
      routes: new Map([[home.origin, { listener: (request, response) => serve(request, response) }]]),
      async configure(next, bindings) {
        const file = readHomeserver(next)
        const configuration = readConfiguration(filledIn(file, bindings))
        if (!isAcceptable(configuration)) {
          const [{ key, message }] = configuration as [{ key: string; message: string }]
          throw new Refused(
            `${refusals.invalid.replace('{}', key)}: ${message}`,
            file.of(key)?.place ?? file.place,
          )
        }
        const [provider] = configuration.oidc_providers ?? []
        if (!provider) throw new Refused('oidc_providers is empty: single sign-on is off', file.place)
        mustBeKnown(provider, file)
        providerId = idOf(provider)
        serve = createServer(gateway, { ...homeOf(next, file), provider, log })
      },
      entrances: [singleSignOn(home.base, () => providerId)],
      expect: (promised, user) => promise(promised, user),
      expectFault: (fault, _, provider) => promiseUnderFault(plan, fault, provider),
      logs: async () => log.slice(-20),
      async dispose() {},
    }
  },
}

/** How clients call the provider: with a prefix, except for the name of old files (config/oidc.py). */
export function idOf({ idp_id }: { idp_id: string }): string {
  return idp_id === 'oidc' ? idp_id : `oidc-${idp_id}`
}

function mustBeKnown({ user_mapping_provider: { module, config } }: ProviderConfiguration, file: Homeserver) {
  if (module !== defaultMapper)
    throw new NotKnown(
      `What the module ${module} does with claims`,
      file.own('user_mapping_provider.module')?.place,
    )
  for (const [key, template] of Object.entries(config)) {
    if (typeof template !== 'string' || !key.endsWith('_template') || compile(template) !== 'unknown')
      continue
    const place = file.own(`user_mapping_provider.config.${key}`)?.place
    throw new NotKnown(`What Jinja makes of \`${template}\``, place)
  }
}
