import { realDriver } from '../_shared/real-driver.ts'
import type { Application } from '../contract.ts'
import { messages } from './knowledge/messages.ts'
import { problems } from './knowledge/problems.ts'
import { relyingParty } from './knowledge/relying-party.ts'
import { profile } from './profile/driver.ts'
import { vocabulary } from './vocabulary.ts'

/** Palmr, a file-sharing server. Facts from v3.3.2-beta, its last release. */
const palmr: Application = {
  id: 'palmr',
  name: 'Palmr',
  vocabulary,
  versions: ['3.3.2-beta'],
  defaultVersion: '3.3.2-beta',
  messages,
  problems,
  relyingParty,
  drivers: { profile, real: realDriver(() => import('./container/driver.ts')) },
}

export default palmr
