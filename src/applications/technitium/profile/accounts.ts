import { randomBytes } from 'node:crypto'
import { everyone, localGroups } from '../knowledge/local-groups.ts'
import * as say from '../messages.ts'
import type { Configuration } from './configuration.ts'
import type { Claims } from './relying-party.ts'

export interface Account {
  username: string
  displayName: string
  /** Null for local accounts, which single sign-on never takes over. */
  subject: string | null
  /** Local groups as the server spells them. */
  groups: string[]
}

export type Finalised = { token: string } | { error: string }

type Policy = Pick<Configuration, 'allowSignup' | 'mappedUsersOnly' | 'groupMap'>

/** Sign-up, renaming and membership. Source: WebServiceAuthApi.cs and Auth/User.cs, v15.2. */
export function createAccounts() {
  const accounts: Account[] = [
    { username: 'admin', displayName: 'Administrator', subject: null, groups: ['Administrators', everyone] },
  ]
  const sessions = new Map<string, Account>()
  const taken = (name: string) => accounts.some(({ username }) => username === name.toLowerCase())

  /** The address if it may be a user name and is free, else the preferred user name on the same terms. */
  function freeName(claims: Claims): string | null {
    const names = [textOf(claims.email), preferredName(claims)]
    return names.find((name) => name !== null && isUserName(name) && !taken(name))?.toLowerCase() ?? null
  }

  return {
    finalise(claims: Claims, policy: Policy): Finalised {
      const subject = textOf(claims.sub) ?? textOf(claims.oid)
      if (!subject) return { error: say.noIdentifier }
      const mapped = mappedGroups(remoteGroups(claims), policy.groupMap)
      const displayName = textOf(claims.name) ?? textOf(claims.unique_name) ?? textOf(claims.given_name) ?? ''
      let account = accounts.find((one) => one.subject === subject)
      if (account) {
        const current = account.username
        const names = [textOf(claims.email), preferredName(claims)].map((name) => name?.toLowerCase())
        if (!names.includes(current)) account.username = freeName(claims) ?? current
        account.displayName = displayName || account.username
      } else {
        if (!policy.allowSignup) return { error: say.signUpDisabled }
        if (policy.mappedUsersOnly && mapped.length === 0) return { error: say.signUpRestricted }
        const username = freeName(claims)
        if (username === null) return { error: say.noUsername }
        account = { username, displayName: displayName || username, subject, groups: [everyone] }
        accounts.push(account)
      }
      if (policy.groupMap) account.groups = [...mapped, everyone]
      const token = randomBytes(32).toString('hex')
      sessions.set(token, account)
      return { token }
    },
    bySession: (token: string) => sessions.get(token) ?? null,
  }
}

/** The union of three claims; an array has one group in each element, a text is one group whatever it contains. */
function remoteGroups(claims: Claims): string[] {
  return [claims.groups, claims.roles, claims.role].flat().flatMap((value) => textOf(value) ?? [])
}

/** Remote names letter by letter, local names whatever their case; a local group that does not exist is passed over. */
function mappedGroups(remote: readonly string[], map: Policy['groupMap']): string[] {
  const found = remote.flatMap((name) => {
    const wanted = map?.get(name)?.toLowerCase()
    return localGroups.filter((group) => group.toLowerCase() === wanted)
  })
  return [...new Set(found)]
}

function preferredName(claims: Claims): string | null {
  return textOf(claims.preferred_username) ?? textOf(claims.upn) ?? textOf(claims.nickname)
}

/** Letters, digits and `@ - _ .`, 255 at most: an address with a plus sign is none. */
function isUserName(name: string): boolean {
  return name.length > 0 && name.length <= 255 && /^[a-zA-Z0-9@\-_.]+$/.test(name)
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

export type Accounts = ReturnType<typeof createAccounts>
