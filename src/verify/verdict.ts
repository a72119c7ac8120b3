import type { ApplicationMode } from '../applications/contract.ts'
import { formatPlace } from '../plan/place.ts'
import type { Plan } from '../plan/plan.ts'
import type { Tier } from '../providers/contract.ts'
import type { Blame, StepResult } from './step.ts'
import type { Subject } from './subject.ts'

export type Outcome = 'verified' | 'drift' | 'infrastructure'

/** The record of one verification of one plan. */
export interface Verdict {
  guide: string
  file: string
  application: string
  provider: string
  tier: Tier
  providerVersion: string
  applicationVersion: string
  applicationMode: ApplicationMode
  outcome: Outcome
  blame: Blame | null
  logins: number
  assertions: number
  durationMs: number
  planHash: string
  steps: StepResult[]
}

/** Adds the steps up. A guide that nobody could try, or that promised nothing that was checked, is a failure of the guide. */
export function verdictOf(plan: Plan, planHash: string, subject: Subject, results: StepResult[]): Verdict {
  const steps = [...results, ...vacuous(plan, results)]
  const failed = steps.filter(({ outcome }) => outcome === 'failed')
  const blames = new Set(failed.map(({ blame }) => blame))
  const outcome =
    failed.length === 0
      ? 'verified'
      : blames.size === 1 && blames.has('infrastructure')
        ? 'infrastructure'
        : 'drift'
  const guilty = failed.find(({ blame }) => outcome === 'infrastructure' || blame !== 'infrastructure')
  return {
    guide: plan.guide,
    file: plan.file,
    application: plan.application,
    provider: plan.provider,
    tier: subject.tier,
    providerVersion: subject.providerVersion,
    applicationVersion: subject.applicationVersion,
    applicationMode: subject.applicationMode,
    outcome,
    blame: guilty?.blame ?? null,
    logins: sum(steps, 'logins'),
    assertions: sum(steps, 'assertions'),
    durationMs: Math.round(sum(steps, 'durationMs') * 10) / 10,
    planHash,
    steps,
  }
}

/** Only when nothing failed: a guide that is red for a reason needs no second one. */
function vacuous(plan: Plan, results: StepResult[]): StepResult[] {
  if (results.some(({ outcome }) => outcome === 'failed')) return []
  const logins = results.filter(({ kind, outcome }) => kind === 'login' && outcome === 'passed')
  const skipped = results.filter(({ kind, outcome }) => kind === 'login' && outcome === 'skipped')
  if (logins.length > 0 && sum(logins, 'assertions') > 0 && skipped.length === 0) return []
  const point = { line: 1, column: 1, offset: 0 }
  return [
    {
      id: 'vacuous',
      kind: 'login',
      title: 'somebody signs in',
      place: results[0]?.place ?? { file: plan.file, start: point, end: point, includes: [] },
      outcome: 'failed',
      blame: 'guide',
      expected: 'at least one login, and something to hold it to',
      actual: `${logins.length} logins, ${skipped.length} skipped`,
      message: skipped[0]?.message ?? 'The guide leads to no login: nothing of it was verified',
      related: [],
      assertions: 0,
      logins: 0,
      claims: {},
      durationMs: 0,
    },
  ]
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
  return { ...verdict, steps: verdict.steps.map(stepRecord) }
}

/** `file:line:column` of the first failure. */
export function whereOf(verdict: Verdict): string | null {
  const failed = verdict.steps.find(({ outcome }) => outcome === 'failed')
  return failed ? formatPlace(failed.place) : null
}
