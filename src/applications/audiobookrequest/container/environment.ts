import { randomBytes } from 'node:crypto'
import type { Bindings } from '../../../plan/value.ts'
import { enteredText } from '../../_shared/given.ts'
import { isNetwork } from '../knowledge/addresses.ts'
import type { Stated } from '../knowledge/settings.ts'
import type { Administrator } from './reader.ts'

/** Variables of the container with which the first administrator needs nobody at the keyboard. Source: env_settings.py, v1.10.4. */
const root = { username: 'ABR_APP__INIT_ROOT_USERNAME', password: 'ABR_APP__INIT_ROOT_PASSWORD' }
const trusted = 'ABR_APP__FORWARDED_ALLOW_IPS'

/** What the container is told: the guide's variables as they are written, over an administrator for whom we choose. */
export function environmentOf(stated: Stated, bindings: Bindings): Record<string, string> {
  const given = stated.given.filter(({ label }) => label.startsWith('ABR_'))
  const environment: Record<string, string> = {
    [root.username]: 'admin',
    [root.password]: randomBytes(16).toString('hex'),
    ...Object.fromEntries(given.map(({ label, value }) => [label, enteredText(value, bindings, ',')])),
  }
  const proxies = environment[trusted]
  if (proxies === undefined) return environment
  // The gateway sends the header always; where the guide's proxy does not, the gateway must not be believed.
  delete environment[trusted]
  if (!stated.text('forwarded_proto')?.trim()) return environment
  // The gateway stands for the guide's proxy, but not at its address.
  const valid = proxies.split(',').every((one) => one.trim() === '*' || isNetwork(one.trim()))
  return { ...environment, [trusted]: valid ? '*' : proxies }
}

export function administratorIn(environment: Readonly<Record<string, string>>): Administrator {
  return { username: environment[root.username] ?? '', password: environment[root.password] ?? '' }
}
