/** What the provider says of a user. */
export type Claims = Readonly<Record<string, unknown>>

/**
 * Whether one claim of the list has one of its values; an absent list lets everybody in, an empty one nobody.
 * Source: __is_any_claim_valid in pgadmin/authenticate/oauth2.py, v9.18.
 */
export function hasAnyOf(claims: Claims, wanted: unknown): boolean {
  if (wanted === undefined || wanted === null) return true
  if (typeof wanted !== 'object' || Array.isArray(wanted)) return false
  return Object.entries(wanted).some(([name, values]) => {
    const has = [claims[name] ?? []].flat()
    return has.some((value) => [values].flat().includes(value))
  })
}

/** Standard claims that make a name, in this order, where the file names none (_resolve_username). */
export const nameClaims = ['email', 'preferred_username', 'sub']
