import type { Line } from '../_shared/config-file.ts'
import { first, type Homeserver } from './homeserver.ts'
import type { Claims } from './template.ts'

/** One entry of `attribute_requirements`; without values the claim only has to be there. */
export interface Requirement {
  attribute: Line
  values: Line[]
}

/** What a user needs to be let in, all of it. Source: synapse/config/sso.py, v1.163.2. */
export function requirementsIn(file: Homeserver): Requirement[] {
  const found: Requirement[] = []
  for (let index = 0; ; index++) {
    const path = `attribute_requirements[${index}]`
    const attribute = file.own(`${path}.attribute`)
    if (!attribute) return found
    const value = file.of(`${first}.${path}.value`)
    found.push({ attribute, values: [...(value ? [value] : []), ...file.list(`${path}.one_of`)] })
  }
}

/** A claim that is no list counts as a list of one (handlers/oidc.py and sso.py, v1.163.2). */
export function meets(
  claims: Claims,
  { attribute, values }: { attribute: string; values: readonly string[] },
) {
  if (!(attribute in claims)) return false
  const has = [claims[attribute]].flat()
  return values.length === 0 || values.some((value) => has.includes(value))
}
