import { gte } from 'semver'
import type { Place } from '../../../plan/place.ts'
import { type Stated, statedScopes } from './settings.ts'

export interface Requested {
  scope: string
  /** Absent where the server decides. */
  place?: Place
}

/**
 * What stands in the `scope` parameter, in order. Source: AuthManager.cs, v15.2: `openid` and `profile` are put back
 * where they are missing; before 15.1 the list was fixed.
 */
export function requestedScopes(stated: Stated, version: string): Requested[] {
  const fixed = (...scopes: string[]) => scopes.map((scope) => ({ scope }))
  if (!gte(version, '15.0.1')) return fixed('openid', 'profile', 'email')
  if (!gte(version, '15.1.0')) return fixed('openid', 'profile', 'email', 'groups', 'roles')
  const rows = statedScopes(stated)
  if (!rows?.length) return fixed('openid', 'profile', 'email')
  const missing = ['openid', 'profile'].filter((scope) => !rows.some((row) => row.scope === scope))
  const unique = rows.filter((row, index) => rows.findIndex((one) => one.scope === row.scope) === index)
  return [...unique, ...fixed(...missing)]
}
