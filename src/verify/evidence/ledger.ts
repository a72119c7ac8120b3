import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { ranIn, stepRecord, type Verdict, versionOf } from '../verdict.ts'
import { type Evidence, evidence, type OtherVersion, type TierEvidence } from './schema.ts'

const day = 24 * 60 * 60 * 1000
/** Days for which a verdict is worth something, and days before its end from when a run renews it. */
const [life, renewal] = [90, 30]

/** Milliseconds for which a verdict need not be found anew. */
export const believed = (life - renewal) * day

export interface LedgerOptions {
  /** The folder of the ledger, `static/verification`. */
  root: string
  toolVersion: string
  /** False for a version of the provider that guides are not held to: its verdict stands beside, and replaces none. */
  held?: boolean
  /** When the run was. */
  now?: Date
}

export function ledgerFile(
  root: string,
  { application, provider }: { application: string; provider: string },
): string {
  return join(root, application, `${provider}.json`)
}

/** Null when there is none. Throws a `ZodError` when the file is no evidence. */
export function readEvidence(
  root: string,
  guide: { application: string; provider: string },
): Evidence | null {
  let text: string
  try {
    text = readFileSync(ledgerFile(root, guide), 'utf8')
  } catch {
    return null
  }
  return evidence.parse(JSON.parse(text))
}

/**
 * Writes the verdict into the ledger; true when the file changed. A run that learned nothing new changes nothing,
 * unless what is written expires soon. A verdict on infrastructure says nothing about the guide and is not written.
 */
export function writeEvidence(verdict: Verdict, options: LedgerOptions): boolean {
  if (verdict.outcome === 'infrastructure') return false
  const { root, held = true, now = new Date() } = options
  const before = readable(root, verdict)
  const fresh = tierOf(verdict, options.toolVersion, now)
  const { guide, file, application, provider, planHash, tier } = verdict
  const others = before?.otherVersions ?? []
  const slot = tier === 'container' && fresh.applicationMode === 'real' ? 'real' : tier
  const known = held ? before?.tiers[slot] : others.find((one) => sameServer(one, { tier, ...fresh }))
  if (known && known.planHash === planHash && sameNews(known, fresh) && !expiresSoon(known, now)) return false
  const tiers = { ...before?.tiers, ...(held && { [slot]: fresh }) }
  const beside = [
    ...others.filter((one) => !sameServer(one, { tier, ...fresh })),
    ...(held ? [] : [{ tier, ...fresh }]),
  ]
  const whole = evidence.parse({
    ...{ schemaVersion: 1, guide, file, application, provider, planHash, tiers },
    ...(beside.length > 0 && { otherVersions: beside.sort(byVersion) }),
  })
  const target = ledgerFile(root, verdict)
  mkdirSync(dirname(target), { recursive: true })
  writeFileSync(target, canonical(whole))
  return true
}

/** Evidence that cannot be read is as good as none: the run replaces it. */
function readable(root: string, guide: Verdict): Evidence | null {
  try {
    return readEvidence(root, guide)
  } catch {
    return null
  }
}

/** Verdicts with one version, tier and mode replace one another, real releases by their full names. */
function sameServer(one: OtherVersion, other: OtherVersion): boolean {
  return (
    one.tier === other.tier &&
    one.applicationMode === other.applicationMode &&
    versionOf(one) === versionOf(other)
  )
}

function byVersion(one: OtherVersion, other: OtherVersion): number {
  return (
    one.tier.localeCompare(other.tier) ||
    versionOf(one).localeCompare(versionOf(other), 'en', { numeric: true })
  )
}

function tierOf(verdict: Verdict, toolVersion: string, now: Date): TierEvidence {
  const { outcome, blame, planHash, providerVersion, applicationVersion, applicationMode } = verdict
  const { logins, assertions, durationMs } = verdict
  return {
    ...{ outcome, blame, planHash, providerVersion },
    ...(verdict.providerRelease !== undefined && { providerRelease: verdict.providerRelease }),
    ...{ applicationVersion, applicationMode },
    ...ranIn(verdict),
    ...{ logins, assertions, durationMs },
    claims: claimsOf(verdict),
    toolVersion,
    date: now.toISOString(),
    expires: new Date(now.getTime() + life * day).toISOString(),
    steps: verdict.steps.map((step) => {
      const { id, kind, ...rest } = stepRecord(step)
      return { id, kind, title: step.title, ...rest }
    }),
  }
}

/** Every claim that any login of the guide showed. */
function claimsOf({ steps }: Verdict): Record<string, string> {
  const seen = new Map<string, Set<string>>()
  for (const { claims } of steps) {
    for (const [name, value] of Object.entries(claims))
      seen.set(name, (seen.get(name) ?? new Set()).add(name === 'scope' ? inOrder(value) : value))
  }
  return Object.fromEntries([...seen].sort().map(([name, values]) => [name, [...values].sort().join(' or ')]))
}

/** Scopes are a set (RFC 6749, section 3.3), and servers list it as it comes: another order is nothing new. */
function inOrder(quoted: string): string {
  return quoted.replace(/[^"]+/, (scopes) => scopes.split(' ').sort().join(' '))
}

function sameNews(one: TierEvidence, other: TierEvidence): boolean {
  return isDeepStrictEqual(withoutTime(one), withoutTime(other))
}

/** What a run measures but does not learn. */
function withoutTime({ date, expires, durationMs, steps, ...rest }: TierEvidence) {
  return { ...rest, steps: steps.map(({ durationMs, ...step }) => step) }
}

function expiresSoon({ expires }: TierEvidence, now: Date): boolean {
  return Date.parse(expires) - now.getTime() < renewal * day
}

/** Two blanks, keys in the schema's order, a step on one line, a newline at the end: a change of one verdict is a small diff. */
function canonical(whole: Evidence): string {
  const line = (step: unknown) => `\0${JSON.stringify(step)}`
  const text = JSON.stringify(whole, (key, value) => (key === 'steps' ? value.map(line) : value), 2)
  return `${text.replace(/"\\u0000((?:[^"\\]|\\.)*)"/g, (_, step: string) => JSON.parse(`"${step}"`))}\n`
}
