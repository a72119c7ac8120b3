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

/** Adds the steps up. Without the tally, the last one, there is no verdict. */
export function verdictOf(plan: Plan, planHash: string, subject: Subject, steps: StepResult[]): Verdict {
  if (!steps.some(({ kind }) => kind === 'tally'))
    throw new Error(`${plan.guide} was not carried out to its end`)
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
