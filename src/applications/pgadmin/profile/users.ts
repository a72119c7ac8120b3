import { notices, tell } from '../messages.ts'

export interface User {
  username: string
  email: string | null
}

/** Nobody is signed in: the notice on the sign-in page says why. */
export class Denied extends Error {
  override readonly name = 'Denied'
}

/** Domains that are nobody's (email_validator 2.3, SPECIAL_USE_DOMAIN_NAMES). */
const special = /(?:^|\.)(?:arpa|invalid|local|localhost|onion|test)$/i

/** The table of accounts from this source: found by name alone. Source: __auto_create_user and create_user, v9.18. */
export function createUsers(autoCreate: boolean) {
  const byName = new Map<string, User>()
  return {
    /** Throws {@link Denied}. */
    signIn(username: string, email: string | null): User {
      const known = byName.get(username)
      if (known) return known
      if (!autoCreate) throw new Denied(notices.noAccount)
      if (email && !isAddress(email)) throw new Denied(tell(notices.badEmail, email))
      const user = { username, email: email || null }
      byName.set(username, user)
      return user
    },
  }
}

/** What email_validator takes, as far as people have such addresses: no quoted names, a domain with a dot. */
function isAddress(email: string): boolean {
  const [, domain] =
    /^[^\s@"(),:;<>[\]\\.]+(?:\.[^\s@"(),:;<>[\]\\.]+)*@([^\s@]+\.[^\s@.]+)$/.exec(email) ?? []
  return domain !== undefined && !special.test(domain)
}
