export type Role = 'untrusted' | 'trusted' | 'admin'

export interface User {
  username: string
  group: Role
  /** The administrator of the first start, whose role never changes. */
  root: boolean
}

/** The table of users, whose key is the name. Source: app/routers/pages/auth/oidc.py and app/internal/models.py, v1.10.4. */
export function createUsers(root: string) {
  const users = new Map<string, User>([[root, { username: root, group: 'admin', root: true }]])
  return {
    /** Whoever comes under a name is that account, a local one included; a new one starts as untrusted. */
    signIn(username: string, groups: readonly string[]): User {
      const user = users.get(username) ?? { username, group: 'untrusted', root: false }
      users.set(username, user)
      const role = groups.map((group) => group.toLowerCase()).find(isRole)
      // The first recognised group wins, not the highest; without one the role stays what it was.
      if (role && !user.root) user.group = role
      return user
    },
    byName: (username: string) => users.get(username) ?? null,
  }
}

function isRole(text: string): text is Role {
  return text === 'admin' || text === 'trusted' || text === 'untrusted'
}

/** A list of strings, or one string split at single spaces; anything else counts as none. */
export function groupsOf(claim: unknown): string[] {
  const list: unknown = typeof claim === 'string' ? claim.split(' ') : claim
  return Array.isArray(list) ? list.filter((group) => typeof group === 'string') : []
}
