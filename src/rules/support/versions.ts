import { coerce, lt, minVersion } from 'semver'
import type { Since } from '../../plan/vocabulary.ts'

/** A two-part version is completed with zeros: `15.1` is `15.1.0`. */
export function normal(version: string): string {
  const known = normalised.get(version) ?? coerce(version, { includePrerelease: true })?.version ?? '0.0.0'
  normalised.set(version, known)
  return known
}

/** The lowest version of a range; `0.0.0` where it has none. */
export function lowestIn(range: string): string {
  const known = lowest.get(range) ?? minVersion(range)?.version ?? '0.0.0'
  lowest.set(range, known)
  return known
}

const lowest = new Map<string, string>()
const normalised = new Map<string, string>()

export function isBefore(a: string, b: string): boolean {
  return lt(normal(a), normal(b))
}

/** `26.7` of `26.7.3`, as a version that can be compared. */
export function minorOf(version: string): string {
  const [major, minor] = normal(version).split('.')
  return `${major}.${minor}.0`
}

/** Whether something that exists from `since` up to `until` exists in this version. */
export function existsIn(thing: Since, version: string): boolean {
  if (thing.since !== undefined && isBefore(version, thing.since)) return false
  return thing.until === undefined || isBefore(version, thing.until)
}

/** `since 2026.5, until 2026.8`, for messages. */
export function lifetime(thing: Since): string {
  return [thing.since && `since ${thing.since}`, thing.until && `until ${thing.until}`]
    .filter(Boolean)
    .join(', ')
}
