import { realDriver } from '../_shared/real-driver.ts'
import type { Application } from '../contract.ts'
import { problems } from './knowledge/problems.ts'
import { relyingParty } from './knowledge/relying-party.ts'
import { messages } from './messages.ts'
import { profile } from './profile/driver.ts'
import { vocabulary } from './vocabulary.ts'

/** pgAdmin 4 in server mode, where people sign in; the desktop application asks nobody. */
const pgadmin: Application = {
  id: 'pgadmin',
  name: 'pgAdmin 4',
  vocabulary,
  versions: ['9.18'],
  defaultVersion: '9.18',
  messages,
  problems,
  relyingParty,
  drivers: { profile, real: realDriver(() => import('./container/driver.ts')) },
}
export default pgadmin
