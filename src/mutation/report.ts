import { formatPlace } from '../plan/place.ts'
import type { Mutation } from './mutation.ts'
import type { Equivalent, Tried } from './run.ts'

/** `{guide, file, line, fact, mutation, outcome, reportedFile, reportedLine, by}`: one line of `mutate --json`. */
export function triedRecord({ guide, mutation, trial }: Tried) {
  return {
    guide,
    file: mutation.place.file,
    line: mutation.place.start.line,
    fact: mutation.fact,
    mutation: `${mutation.operator}: ${mutation.before} -> ${mutation.after}`,
    outcome: trial.outcome,
    reportedFile: trial.report?.place.file ?? null,
    reportedLine: trial.report?.place.start.line ?? null,
    by: trial.report?.by ?? null,
  }
}

export interface Summary {
  mutations: number
  red: number
  /** Of the red ones, those that were reported on the changed line. */
  atLine: number
  /** Share of all mutations that turned red at their line, 0 to 1. */
  sensitivity: number
}

export function summaryOf(tried: readonly Tried[]): Summary {
  const red = tried.filter(({ trial }) => trial.outcome === 'red').length
  const atLine = tried.filter(({ trial }) => trial.atLine).length
  return { mutations: tried.length, red, atLine, sensitivity: tried.length === 0 ? 0 : atLine / tried.length }
}

/** A mistake that nobody noticed, or that was noticed elsewhere only. */
export function formatSurvivor({ guide, mutation, trial }: Tried): string {
  const where = trial.report
    ? `reported at ${formatPlace(trial.report.place)} by ${trial.report.by} instead`
    : 'not noticed'
  return `${changeOf(guide, mutation)}: ${where}`
}

/** A change that is none, with the reason. */
export function formatEquivalent({ guide, mutation, reason }: Equivalent): string {
  return `${changeOf(guide, mutation)} changes nothing: ${reason}`
}

function changeOf(guide: string, { operator, place, before, after }: Mutation): string {
  return `${formatPlace(place)} (${guide}) ${operator}: \`${oneLine(before)}\` -> \`${oneLine(after)}\``
}

const oneLine = (text: string) => text.replaceAll('\n', '⏎').slice(0, 80)
