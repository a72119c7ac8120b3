import { realDriver } from '../_shared/real-driver.ts'
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
  drivers: { profile, real: realDriver(() => import('./container/driver.ts')) },
}
export default synapse
