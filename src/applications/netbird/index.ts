import { realDriver } from '../_shared/real-driver.ts'
import type { Application } from '../contract.ts'
import { messages } from './knowledge/messages.ts'
import { problems } from './knowledge/problems.ts'
import { relyingParty } from './knowledge/relying-party.ts'
import { profile } from './profile/driver.ts'
import { vocabulary } from './vocabulary.ts'

/** NetBird, self-hosted with setup.env. Facts from v0.77.1 (server, command line) and v2.90.9 (dashboard). */
const netbird: Application = {
  id: 'netbird',
  name: 'NetBird',
  vocabulary,
  versions: ['0.77.1'],
  defaultVersion: '0.77.1',
  messages,
  problems,
  relyingParty,
  drivers: { profile, real: realDriver(() => import('./container/driver.ts')) },
}

export default netbird
