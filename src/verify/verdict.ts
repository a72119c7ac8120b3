import type { ApplicationMode } from '../applications/contract.ts'
import type { Artifact, Provenance } from '../plan/artifact.ts'
import type { Plan, Side } from '../plan/plan.ts'
import type { Tier } from '../providers/contract.ts'
import { lastLines } from './last-lines.ts'
import type { Blame, StepResult } from './step.ts'
import type { Subject } from './subject.ts'

export type Outcome = 'verified' | 'drift' | 'infrastructure'

/** What is known of a verification before it runs. */
export interface Header extends Ran {
  guide: string
  file: string
  application: string
  provider: string
  tier: Tier
  providerVersion: string
  /** The release of a real server in full, `26.4.0`; `providerVersion` is the recorded one whose facts it was held to. */
  providerRelease?: string
  applicationVersion: string
  applicationMode: ApplicationMode
  planHash: string
}

/** The real products that ran, as evidence names them. Stand-ins and profiles have nothing of it. */
export interface Ran {
  providerImage?: string
  providerDigest?: string
  providerProvenance?: Provenance
  applicationImage?: string
  applicationDigest?: string
  applicationProvenance?: Provenance
}

/** The record of one verification of one plan. */
export interface Verdict extends Header {
  outcome: Outcome
  blame: Blame | null
  logins: number
  assertions: number
  durationMs: number
  steps: StepResult[]
}

export function headerOf(plan: Plan, planHash: string, subject: Subject): Header {
  const { guide, file, application, provider } = plan
  const { tier, providerVersion, applicationVersion, applicationMode } = subject
  return {
    guide,
    file,
    application,
    provider,
    tier,
    providerVersion,
    applicationVersion,
    applicationMode,
    planHash,
  }
}

/** The provider's version as people should read it. */
export function versionOf({
  providerRelease,
  providerVersion,
}: Pick<Header, 'providerRelease' | 'providerVersion'>): string {
  return providerRelease ?? providerVersion
}

/** Of an artifact, what is known of it and nothing else. */
export function ranOf(side: Side, artifact: Artifact | undefined): Ran {
  const { image, digest, provenance } = artifact ?? {}
  return {
    ...(image !== undefined && { [`${side}Image`]: image }),
    ...(digest !== undefined && { [`${side}Digest`]: digest }),
    ...(provenance !== undefined && { [`${side}Provenance`]: provenance }),
  }
}

/** What ran, out of a verdict. */
export function ranIn(verdict: Ran): Ran {
  return {
    ...ranOf('provider', artifactOf('provider', verdict)),
    ...ranOf('application', artifactOf('application', verdict)),
  }
}

export function artifactOf(side: Side, ran: Ran): Artifact {
  return {
    image: ran[`${side}Image`],
    digest: ran[`${side}Digest`],
    provenance: ran[`${side}Provenance`],
  }
}

/** Adds the steps up. Without the tally, the last one, there is no verdict but a failure. */
export function verdictOf(header: Header, steps: StepResult[]): Verdict {
  const failed = steps.filter(({ outcome }) => outcome === 'failed')
  if (failed.length === 0 && !steps.some(({ kind }) => kind === 'tally'))
    throw new Error(`${header.guide} was not carried out to its end`)
  const ours = failed.every(({ blame }) => blame === 'infrastructure')
  const guilty = failed.find(({ blame }) => ours || blame !== 'infrastructure')
  return {
    ...header,
    outcome: failed.length === 0 ? 'verified' : ours ? 'infrastructure' : 'drift',
    blame: guilty?.blame ?? null,
    logins: sum(steps, 'logins'),
    assertions: sum(steps, 'assertions'),
    durationMs: Math.round(sum(steps, 'durationMs') * 10) / 10,
    steps,
  }
}

/** The verdict with what the provider's server wrote last, where the first failure is told: it says more than a broken connection. */
export function explained(verdict: Verdict, lines: readonly string[]): Verdict {
  const first = verdict.steps.findIndex(({ blame }) => blame === 'infrastructure')
  if (first < 0 || lines.length === 0) return verdict
  const told = lastLines(verdict.provider, lines)
  const steps = verdict.steps.map((step, index) =>
    index === first ? { ...step, message: step.message + told } : step,
  )
  return { ...verdict, steps }
}

function sum(steps: StepResult[], what: 'logins' | 'assertions' | 'durationMs'): number {
  return steps.reduce((total, step) => total + step[what], 0)
}

/** One object for each step of `--json`, as the commands promise it. */
export function stepRecord({
  id,
  kind,
  place,
  outcome,
  blame,
  expected,
  actual,
  message,
  durationMs,
}: StepResult) {
  const { line, column } = place.start
  return { id, kind, file: place.file, line, column, outcome, blame, expected, actual, message, durationMs }
}

/** One line of `npm run verify -- --json`. */
export function verdictRecord(verdict: Verdict) {
  const { guide, file, application, provider, tier, providerVersion, applicationVersion, applicationMode } =
    verdict
  const { outcome, blame, logins, assertions, durationMs, planHash, steps } = verdict
  return {
    ...{ guide, file, application, provider, tier, providerVersion, applicationVersion, applicationMode },
    ...{ outcome, blame, logins, assertions, durationMs, planHash, steps: steps.map(stepRecord) },
  }
}
