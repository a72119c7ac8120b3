import type { ClientView, RelyingPartyView } from '../plan/knowledge.ts'
import type { Place } from '../plan/place.ts'
import type { TestUser } from '../providers/contract.ts'

/** A user to try, with the row or sentence of the guide that promises something to him. */
export interface Candidate {
  user: TestUser
  /** Null where the guide as a whole promises it. */
  place: Place | null
  /** True for the user whom the provider must not let through. */
  outside: boolean
}

/** What readers' users are called, and stand-ins rarely are: umlauts, an apostrophe, spaces, a plus sign in the address. */
const awkward = {
  username: 'zoe.obrien',
  email: 'zoe+sso@company.company',
  givenName: 'Zoë Änne',
  familyName: "O'Brien-Müller",
}

/**
 * Derives the test users from the guide: one per row of its group map, one in no group, one with awkward names,
 * and one outside the allowed groups where the guide restricts access. Everybody else is in an allowed group.
 */
export function testUsers(client: ClientView, party: RelyingPartyView): Candidate[] {
  const mapped = new Map<string, Place>()
  for (const row of party.groupMap) if (!mapped.has(row.remote)) mapped.set(row.remote, row.place)
  const allowed = client.allowedGroups.map((group) => group.name)
  const neutral = allowed.find((name) => !mapped.has(name))
  /**
   * The group that lets a user pass without giving anything else, where there is one. Where each allowed group means
   * something, a group that is mapped and not allowed keeps its members out, as it does the reader's.
   */
  const pass = (groups: string[]) =>
    allowed.length === 0 || groups.some((name) => allowed.includes(name))
      ? groups
      : [...groups, ...(neutral !== undefined ? [neutral] : groups.length > 0 ? [] : [allowed[0]!])]

  const candidates: Candidate[] = [...mapped].map(([group, place], index) => ({
    user: person(`user${index + 1}`, pass([group]), `in ${group}`),
    place,
    outside: false,
  }))
  if (allowed.length === 0 || neutral !== undefined) {
    const why = neutral === undefined ? 'in no group' : `in ${neutral} only`
    candidates.push({ user: person('nobody', pass([]), why), place: null, outside: false })
  }
  const first = mapped.keys().find((name) => allowed.includes(name)) ?? mapped.keys().next().value
  candidates.push({
    user: {
      ...person(awkward.username, pass(first === undefined ? [] : [first]), 'awkward names'),
      email: awkward.email,
      givenName: awkward.givenName,
      familyName: awkward.familyName,
    },
    place: null,
    outside: false,
  })
  if (allowed.length > 0) {
    const place = client.allowedGroups[0]!.place
    const why = `outside ${allowed.join(', ')}`
    candidates.push({ user: person('outsider', [], why), place, outside: true })
  }
  return candidates
}

function person(username: string, groups: string[], why: string): TestUser {
  return {
    username,
    password: 'Correct-Horse-9-Battery',
    email: `${username}@company.company`,
    emailVerified: true,
    givenName: username[0]!.toUpperCase() + username.slice(1),
    familyName: 'Tester',
    groups,
    why,
  }
}
