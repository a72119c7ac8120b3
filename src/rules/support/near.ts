import leven, { closestMatch } from 'leven'

/**
 * The candidate that the writer most likely meant, or undefined when none is near.
 * Near is at most a third of the letters, so that short words do not attract each other.
 */
export function nearest(text: string, candidates: Iterable<string>): string | undefined {
  const fold = (s: string) => s.toLowerCase()
  const all = [...new Set(candidates)].filter((candidate) => candidate !== text)
  const caseOnly = all.find((candidate) => fold(candidate) === fold(text))
  if (caseOnly !== undefined) return caseOnly
  const folded = new Map(all.map((candidate) => [fold(candidate), candidate]))
  const maxDistance = Math.max(1, Math.floor(text.length / 3))
  const match = closestMatch(fold(text), [...folded.keys()], { maxDistance })
  if (match !== undefined) return folded.get(match)
  const contained = all.filter((candidate) => contains(fold(candidate), fold(text)))
  return contained.length === 1 ? contained[0] : undefined
}

/** Whether two spellings differ by a slip of the keyboard: one edit in short words, two in long ones, two letters exchanged. */
export function isSlip(a: string, b: string): boolean {
  if (a === b) return false
  return leven(a, b, { maxDistance: 3 }) <= (Math.min(a.length, b.length) < 8 ? 1 : 2) || areExchanged(a, b)
}

/** `realm` and `reaml`. */
function areExchanged(a: string, b: string): boolean {
  const at = [...a].findIndex((letter, index) => letter !== b[index])
  return a.slice(0, at) + (a[at + 1] ?? '') + (a[at] ?? '') + a.slice(at + 2) === b
}

/** One is a whole-word part of the other: `Scopes` and `OIDC Scopes`. */
function contains(a: string, b: string): boolean {
  const [long, short] = a.length > b.length ? [` ${a} `, ` ${b} `] : [` ${b} `, ` ${a} `]
  return short.length > 5 && long.includes(short)
}
