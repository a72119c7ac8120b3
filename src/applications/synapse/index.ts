import type { Application } from '../contract.ts'
import { problems } from './knowledge/problems.ts'
import { relyingParty } from './knowledge/relying-party.ts'
import { messages } from './messages.ts'
import { profile } from './profile/driver.ts'
import { vocabulary } from './vocabulary.ts'

/** Matrix Synapse, the homeserver, with its own OpenID Connect client (not Matrix Authentication Service). */
const synapse: Application = {
  id: 'synapse',
  name: 'Matrix Synapse',
  vocabulary,
  versions: ['1.163.2'],
  defaultVersion: '1.163.2',
  messages,
  problems,
  relyingParty,
  drivers: {
    profile,
    // Loaded when it is installed: nothing else needs a container engine's client.
    real: {
      mode: 'real',
      identify: async (options) => (await import('./container/driver.ts')).real.identify?.(options) ?? null,
      install: async (options) => (await import('./container/driver.ts')).real.install(options),
    },
  },
}
export default synapse
