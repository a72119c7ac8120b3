/** Claims whose values say nothing about a person and everything about the set-up, and are the same in each run. */
const telling = new Set(['iss', 'groups', 'roles', 'role', 'entitlements', 'scope', 'email_verified', 'typ'])

/** The claims that an application saw: names always, values only where they are the guide's own. Secrets and personal values become their type. */
export function redact(claims: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(claims)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, telling.has(name) ? JSON.stringify(value) : typeOf(value)]),
  )
}

function typeOf(value: unknown): string {
  if (Array.isArray(value)) return `<${value.length === 0 ? 'empty ' : ''}list>`
  return value === null ? '<null>' : `<${typeof value}>`
}
