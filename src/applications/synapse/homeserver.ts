import type { BlockFact, Plan } from '../../plan/plan.ts'
import { type ConfigFile, type Line, readConfigFile } from '../_shared/config-file.ts'

/** What the guide puts into homeserver.yaml; the first identity provider is the guide's. */
export interface Homeserver extends ConfigFile {
  /** The line of a key of the guide's provider: `issuer`, `user_mapping_provider.config.localpart_template`. */
  own(key: string): Line | undefined
  /** Every line of a list of the guide's provider, in order: `scopes`. */
  list(key: string): Line[]
}

export const first = 'oidc_providers[0]'

export function readHomeserver(plan: Plan): Homeserver {
  const file = readConfigFile(plan, isHomeserver)
  return {
    ...file,
    own: (key) => file.of(`${first}.${key}`),
    list: (key) => file.lines.filter((line) => line.key.replace(/\[\d+\]$/, '') === `${first}.${key}`),
  }
}

/** A file of another name is not read; one that the guide does not name is taken by what stands in it. */
function isHomeserver(block: BlockFact): boolean {
  if (block.language !== 'yaml') return false
  if (block.destination === null) return block.entries.some(({ key }) => key.startsWith('oidc_providers'))
  return block.destination.split('/').at(-1) === 'homeserver.yaml'
}
