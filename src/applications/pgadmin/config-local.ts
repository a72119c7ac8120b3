import type { BlockFact, Plan } from '../../plan/plan.ts'
import { type ConfigFile, type Line, readConfigFile } from '../_shared/config-file.ts'

/** What the guide puts into config_local.py; the first provider of the list is the guide's. */
export interface ConfigLocal extends ConfigFile {
  /** The line of a key of the guide's provider, without its prefix: `CLIENT_ID`. */
  own(key: string): Line | undefined
}

export const first = 'OAUTH2_CONFIG[0]'

export function readConfigLocal(plan: Plan): ConfigLocal {
  const file = readConfigFile(plan, isConfigLocal)
  return { ...file, own: (key) => file.of(`${first}.OAUTH2_${key}`) }
}

/** Both names mean the same settings (evaluate_config.py, v9.18); a file that the guide does not name is taken by them. */
function isConfigLocal({ language, destination, entries }: BlockFact): boolean {
  if (language !== 'python') return false
  if (destination === null) return entries.some(({ key }) => key.startsWith('OAUTH2_CONFIG'))
  return ['config_local.py', 'config_system.py'].includes(destination.split('/').at(-1) ?? '')
}

/** Claims of which a user must have one of the values: an entry of the list for each claim. */
export interface AdditionalClaim {
  claim: string
  /** Of the claim's name and of its values. */
  lines: Line[]
}

/** `OAUTH2_ADDITIONAL_CLAIMS`, as the guide writes it. */
export function additionalClaims(file: ConfigLocal): AdditionalClaim[] {
  const key = `${first}.OAUTH2_ADDITIONAL_CLAIMS`
  const nameOf = (line: Line) => line.key.slice(key.length + 1).replace(/\[\d+\]$/, '')
  const lines = file.below(key).filter((line) => line.key.startsWith(`${key}.`))
  return [...Map.groupBy(lines, nameOf)].map(([claim, own]) => ({ claim, lines: own }))
}
