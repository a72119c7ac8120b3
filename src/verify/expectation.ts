import type { Expectation, SignIn } from '../applications/contract.ts'

export interface Comparison {
  assertions: number
  /** Null when everything agreed. */
  difference: { expected: string; actual: string } | null
}

/**
 * Holds what happened against what the guide promises. `{}` in an expected message stands for a varying part,
 * an empty one for any message
 * with one of the `words`; an expectation without username or groups promises nothing about them.
 */
export function compare(expected: Expectation, actual: SignIn, words = /(?:)/): Comparison {
  const difference = { expected: describeExpectation(expected), actual: describeSignIn(actual) }
  if (expected.outcome === 'refused') {
    const agrees =
      actual.outcome === 'refused' &&
      actual.by === expected.by &&
      (expected.message === ''
        ? words.test(actual.message)
        : messageMatches(expected.message, actual.message))
    return { assertions: 3, difference: agrees ? null : difference }
  }
  const { username, groups } = expected
  const assertions = 1 + Number(username !== undefined) + Number(groups !== undefined)
  const agrees =
    actual.outcome === 'signed-in' &&
    (username === undefined || actual.session.username === username) &&
    (groups === undefined || sameSet(groups, actual.session.groups))
  return { assertions, difference: agrees ? null : difference }
}

export function messageMatches(expected: string, actual: string): boolean {
  let from = 0
  for (const part of expected.split('{}').map((text) => text.trim())) {
    const at = actual.indexOf(part, from)
    if (at < 0) return false
    from = at + part.length
  }
  return true
}

export function describeExpectation(expected: Expectation): string {
  if (expected.outcome === 'refused')
    return `refused by the ${expected.by}${expected.message ? `: ${expected.message}` : ''}`
  return signedIn(expected.username, expected.groups)
}

export function describeSignIn(actual: SignIn): string {
  if (actual.outcome === 'refused') return `refused by the ${actual.by}: ${actual.message}`
  return signedIn(actual.session.username, actual.session.groups)
}

function signedIn(username: string | undefined, groups: readonly string[] | undefined): string {
  const as = username === undefined ? '' : ` as ${username}`
  const within =
    groups === undefined ? '' : groups.length === 0 ? ' in no group' : ` in ${[...groups].sort().join(', ')}`
  return `signed in${as}${within}`
}

function sameSet(one: readonly string[], other: readonly string[]): boolean {
  return new Set(one).symmetricDifference(new Set(other)).size === 0
}
