import type { Application } from '../contract.ts'
import { problems } from './knowledge/problems.ts'
import { relyingParty } from './knowledge/relying-party.ts'
import { messages } from './messages.ts'
import { profile } from './profile/driver.ts'
import { vocabulary } from './vocabulary.ts'

const technitium: Application = {
  id: 'technitium',
  name: 'Technitium DNS Server',
  vocabulary,
  versions: ['15.0.0', '15.0.1', '15.1.0', '15.2.0'],
  defaultVersion: '15.2.0',
  messages,
  problems,
  relyingParty,
  drivers: { profile },
}
export default technitium
