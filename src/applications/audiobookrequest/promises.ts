import type { ClientView } from '../../plan/knowledge.ts'
import type { Plan } from '../../plan/plan.ts'
import type { TestUser } from '../../providers/contract.ts'
import { type Given, givenIn, writtenText } from '../_shared/given.ts'
import type { Expectation, Fault } from '../contract.ts'

/** A page without a word, which is all that a wrong secret shows. */
export const blank = 'HTTP 401, a blank page'

/**
 * What a guide promises its readers: everybody whom the provider lets through gets an account under the name that the
 * guide picks, with the role beside his group in the guide's table, and untrusted without one.
 */
export function promise(plan: Plan, user: TestUser): Expectation {
  const given = givenIn(plan)
  const last = (field: string) => given.findLast((one) => one.field === field)
  const [table, name, groupClaim] = [last('roles'), last('username_claim'), last('group_claim')]
  const entries = table?.value.kind === 'map' ? table.value.entries : []
  const mine = entries.filter(({ from }) => user.groups.includes(writtenText(from)))
  const promised = new Set(mine.map(({ to }) => writtenText(to).toLowerCase()))
  // Of several roles the first in the provider's order wins, which a guide cannot promise.
  const groups = promised.size > 1 ? undefined : [...promised, 'untrusted'].slice(0, 1)
  const because = [
    ...mine.map(({ place }) => place),
    ...[groupClaim, name, last('login_type')].flatMap((one) =>
      one && writtenText(one.value) !== '' ? [one.place] : [],
    ),
  ]
  return { outcome: 'signed-in', username: promisedName(user, name), groups, because }
}

/** Only what the guide and the user's own data say; a subject is the provider's secret. */
function promisedName(user: TestUser, claim: Given | undefined): string | undefined {
  const known: Record<string, string> = {
    preferred_username: user.username,
    email: user.email,
    given_name: user.givenName,
    family_name: user.familyName,
  }
  return claim && known[writtenText(claim.value).trim()]
}

/** What each deliberate fault shows; an empty message is the provider's own business. */
export function promiseUnderFault(plan: Plan, fault: Fault, provider: ClientView): Expectation | null {
  switch (fault) {
    case 'wrong-secret': {
      const secret = givenIn(plan).findLast(({ field }) => field === 'client_secret')
      // A public client at the provider takes any secret.
      if (!secret || !provider.confidential) return null
      return { outcome: 'refused', by: 'application', message: blank, because: [secret.place] }
    }
    case 'unregistered-redirect-uri': {
      const because = provider.redirects.map(({ place }) => place)
      return { outcome: 'refused', by: 'provider', message: '', because }
    }
    case 'user-not-allowed': {
      const because = provider.allowedGroups.map(({ place }) => place)
      return because.length > 0 ? { outcome: 'refused', by: 'provider', message: '', because } : null
    }
  }
}
