import type { Expectation, SignIn } from '../applications/contract.ts'

export interface Comparison {
  assertions: number
  /** Null when everything agreed. */
  difference: { expected: string; actual: string } | null
}

/**
 * Holds what happened against what the guide promises. `{}` in an expected message stands for a varying part,
 * an empty one for any message
 * with one of the `words`; an expectation without username, display name or groups promises nothing about them.
 */
export function compare(expected: Expectation, actual: SignIn, words = /(?:)/): Comparison {
  const named = expected.outcome === 'signed-in' && expected.displayName !== undefined
  const difference = { expected: describeExpectation(expected), actual: describeSignIn(actual, named) }
  if (expected.outcome === 'refused') {
    const agrees =
      actual.outcome === 'refused' &&
      actual.by === expected.by &&
      (expected.message === ''
        ? words.test(actual.message)
        : messageMatches(expected.message, actual.message))
    return { assertions: 3, difference: agrees ? null : difference }
  }
  const { username, displayName, groups } = expected
  const promises = [username, displayName, groups].filter((promise) => promise !== undefined)
  const assertions = 1 + promises.length
  const agrees =
    actual.outcome === 'signed-in' &&
    (username === undefined || actual.session.username === username) &&
    (displayName === undefined || actual.session.displayName === displayName) &&
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
  return signedIn(expected.username, expected.groups, expected.displayName)
}

/** `named`: with the display name, where it was promised. */
export function describeSignIn(actual: SignIn, named = false): string {
  if (actual.outcome === 'refused') return `refused by the ${actual.by}: ${actual.message}`
  const { username, groups, displayName } = actual.session
  return signedIn(username, groups, named ? (displayName ?? 'nothing') : undefined)
}

function signedIn(
  username: string | undefined,
  groups: readonly string[] | undefined,
  displayName: string | undefined,
): string {
  const as = username === undefined ? '' : ` as ${username}`
  const shown = displayName === undefined ? '' : ` shown as ${displayName}`
  const within =
    groups === undefined ? '' : groups.length === 0 ? ' in no group' : ` in ${[...groups].sort().join(', ')}`
  return `signed in${as}${shown}${within}`
}

function sameSet(one: readonly string[], other: readonly string[]): boolean {
  return new Set(one).symmetricDifference(new Set(other)).size === 0
}
