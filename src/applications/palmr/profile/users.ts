import type { Account } from '../entrance.ts'

/** What Palmr takes from the userinfo answer. */
export interface UserInfo {
  id: string
  email: string
  name?: string
  firstName?: string
  lastName?: string
}

/** Finding, linking and creating accounts (apps/server/src/modules/auth-providers/service.ts:592-723, v3.3.2-beta). */
export class Users {
  readonly #accounts: Account[] = []
  /** Provider's subject to account; never removed again. */
  readonly #links = new Map<string, Account>()

  constructor(administrator: Pick<Account, 'username' | 'email'>) {
    this.add({ ...administrator, firstName: 'Palmr', lastName: 'Administrator', isAdmin: true })
  }

  /** The user name is unique in the database (schema.prisma:14). */
  add(account: Omit<Account, 'id' | 'isActive'>): Account {
    if (this.#accounts.some((one) => one.username === account.username)) {
      throw new Error('Unique constraint failed on the fields: (`username`)')
    }
    const made = { ...account, id: `account-${this.#accounts.length + 1}`, isActive: true }
    this.#accounts.push(made)
    return made
  }

  find(id: string): Account | undefined {
    return this.#accounts.find((one) => one.id === id)
  }

  /** By subject, else by email as it is spelt, verified or not; else a new account, if that is allowed. */
  signIn(info: UserInfo, autoRegister: boolean, displayName: string): Account {
    const known = this.#links.get(info.id) ?? this.#accounts.find((one) => one.email === info.email)
    if (!known && !autoRegister) throw new Error(`User registration via ${displayName} is disabled`)
    const account = known ?? this.#create(info)
    this.#links.set(info.id, account)
    // Only what is empty is filled; email, name and role stay (service.ts:648-664).
    account.firstName ||= info.firstName ?? ''
    account.lastName ||= info.lastName ?? ''
    return account
  }

  #create(info: UserInfo): Account {
    const local = info.email.split('@')[0] ?? ''
    const words = (info.name || local).split(' ')
    return this.add({
      email: info.email,
      // Never preferred_username (service.ts:711).
      username: local,
      firstName: info.firstName || words[0] || local,
      lastName: info.lastName || words.slice(1).join(' '),
      isAdmin: false,
    })
  }
}
