import type { AccountSettings } from '../account.ts'
import type { Claims } from './token.ts'

export interface User {
  id: string
  email: string
  name: string
  role: 'owner' | 'user'
  blocked: boolean
  pendingApproval: boolean
  autoGroups: string[]
}

/** The user is outside the allowed groups (management/server/auth/manager.go:86-98). */
export class NotAllowed extends Error {
  override readonly name = 'NotAllowed'
}

/**
 * The users of one account (management/server/account.go, v0.77.1). A guide that says nothing about users after
 * the first is tried with each user as the first one of an installation of their own.
 *
 * The owner enters the guide's account settings right after the account is made; the requests before that, of
 * which no guide speaks, are left out.
 */
export class Accounts {
  readonly #settings: AccountSettings
  readonly #users = new Map<string, User>()

  constructor(settings: AccountSettings) {
    this.#settings = settings
  }

  /** Finds or creates the user, then refuses who is outside the allowed groups, then syncs groups: the order of auth_middleware.go. */
  admit(id: string, claims: Claims): User {
    const user = this.#users.get(id) ?? this.#create(id, claims)
    if (!this.#settings.jwtGroups) return user
    const groups = groupsIn(claims[this.#settings.claim])
    const allowed = this.#settings.allowGroups.map((group) => group.text)
    if (allowed.length > 0 && !groups.some((group) => allowed.includes(group))) {
      throw new NotAllowed('user does not belong to any of the allowed JWT groups')
    }
    // A token without the claim clears what was synced before.
    user.autoGroups = [...new Set(groups)]
    return user
  }

  /** The owner approves everybody who waits: `POST /api/users/{id}/approve`. */
  approvePending(): void {
    for (const user of this.#users.values()) {
      if (!user.pendingApproval) continue
      user.blocked = false
      user.pendingApproval = false
    }
  }

  #create(id: string, claims: Claims): User {
    const { approval } = this.#settings
    const first = this.#users.size === 0 || approval === 'silent'
    const pending = !first && approval !== 'off'
    const text = (name: string) => (typeof claims[name] === 'string' ? claims[name] : '')
    const user: User = {
      id,
      // Stored now and never updated (account.go:1340, 1365).
      email: text('email'),
      name: text('name'),
      role: first ? 'owner' : 'user',
      blocked: pending,
      pendingApproval: pending,
      autoGroups: [],
    }
    this.#users.set(id, user)
    return user
  }
}

/** A text or a list of texts (shared/auth/jwt/extractor.go:144-169). */
function groupsIn(claim: unknown): string[] {
  return [claim].flat().filter((group) => typeof group === 'string')
}
