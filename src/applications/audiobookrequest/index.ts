import { realDriver } from '../_shared/real-driver.ts'
import type { Application } from '../contract.ts'
import { problems } from './knowledge/problems.ts'
import { relyingParty } from './knowledge/relying-party.ts'
import { messages } from './messages.ts'
import { profile } from './profile/driver.ts'
import { vocabulary } from './vocabulary.ts'

const audiobookrequest: Application = {
  id: 'audiobookrequest',
  name: 'AudioBookRequest',
  vocabulary,
  versions: ['1.10.0', '1.10.4'],
  defaultVersion: '1.10.4',
  messages,
  problems,
  relyingParty,
  drivers: { profile, real: realDriver(() => import('./container/driver.ts')) },
}
export default audiobookrequest
