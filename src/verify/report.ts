import { formatPlace } from '../plan/place.ts'
import { frame, type Paint, type ReadFile } from '../rules/report.ts'
import type { StepResult } from './step.ts'
import { type Outcome, type Verdict, versionOf } from './verdict.ts'

/** What became of one guide in a run of the command. */
export interface Line {
  verdict: Verdict
  /** The verdict was known: nothing was run. */
  unchanged: boolean
}

/** One line per guide: verdict, logins done, assertions made, time. In a run of several versions, `which` tells which one. */
export function formatVerdict({ verdict, unchanged }: Line, paint: Paint, which = false): string {
  const { guide, outcome, blame, logins, assertions, durationMs } = verdict
  const word = outcome === 'verified' ? paint.bold(outcome) : paint.error(`${outcome} (${blame})`)
  const counts = `${count(logins, 'login')}, ${count(assertions, 'assertion')}`
  const took = verdict.tier === 'container' ? seconds(durationMs) : `${Math.round(durationMs)} ms`
  const time = unchanged ? 'unchanged' : took
  const version = which ? `${versionOf(verdict).padEnd(10)} ` : ''
  return `${guide.padEnd(32)} ${version}${word}  ${counts}, ${paint.dim(time)}`
}

/** The failures of a guide as a compiler prints them; logins that fail for one reason are one failure. `again` is the command that looks once more. */
export function formatFailures(
  { guide, steps }: Verdict,
  readFile: ReadFile,
  paint: Paint,
  again = `npm run verify -- ${guide}`,
): string {
  const failed = steps.filter(({ outcome }) => outcome === 'failed')
  const alike = Map.groupBy(failed, ({ kind, blame, place, expected, actual, message }) =>
    kind === 'login'
      ? [formatPlace(place), blame, reasonOf(message), actual === null].join('\n')
      : `${formatPlace(place)} ${message} ${expected}`,
  )
  const mend = failed.every(({ blame }) => blame === 'infrastructure')
    ? `Nothing was learnt about ${guide}. Run it again: ${again}`
    : `Correct the lines above, then: ${again}`
  return [...[...alike.values()].map((same) => formatFailure(same, readFile, paint)), mend].join('\n\n')
}

/** The part of a login's message that does not name the user. */
function reasonOf(message: string): string {
  return message.replace(/^User .*? through [^:]*?(:| was )/, '')
}

function formatFailure(same: StepResult[], readFile: ReadFile, paint: Paint): string {
  const [{ id, kind, title, place, message, expected, actual, blame, related }] = same as [StepResult]
  const source = readFile(place.file)
  // What a finding's step is called is for lists of tests; here the rule's name says it.
  const headline = kind === 'finding' ? id.replace(/^rules\/|-\d+$/g, '') : title
  const others = same.length > 1 ? paint.dim(` (and ${same.length - 1} more)`) : ''
  return [
    `${paint.bold(formatPlace(place))} ${paint.error(headline)}${others}`,
    message,
    source === undefined ? paint.dim(`(${place.file} cannot be read)`) : frame(source, place),
    ...(expected === null ? [] : [`  expected: ${expected}`]),
    ...(actual === null ? [] : [`  actual:   ${actual}`]),
    `  blame:    ${blame}`,
    ...related.map((other) => `  see also: ${formatPlace(other)}`),
    ...place.includes.toReversed().map((include) => paint.dim(`  included from ${formatPlace(include)}`)),
  ].join('\n')
}

/** The closing line of a run. `ms` is the whole time, the start of the runner included, `bootMs` that of servers. */
export function formatSummary(lines: readonly Line[], ms: number, bootMs = 0): string {
  const of = (outcome: Outcome) => lines.filter(({ verdict }) => verdict.outcome === outcome).length
  const guides = new Set(lines.map(({ verdict }) => verdict.guide)).size
  const ran = lines.filter(({ unchanged }) => !unchanged)
  const parts = [
    `${of('verified')} of ${guides === lines.length ? count(guides, 'guide') : `${count(lines.length, 'verdict')} on ${count(guides, 'guide')}`} verified`,
    ...(of('drift') ? [`${of('drift')} with drift`] : []),
    ...(of('infrastructure') ? [`${of('infrastructure')} without a verdict (infrastructure)`] : []),
    ran.length === 0
      ? 'all unchanged, nothing was run'
      : `${ran.length} run, ${lines.length - ran.length} unchanged`,
    `${sum(ran, 'logins')} logins and ${sum(ran, 'assertions')} assertions in ${seconds(ms)}`,
    ...(bootMs > 0 ? [`${seconds(bootMs)} of them until servers were ready`] : []),
    ...(bootMs > 0 && ran.length > 0 ? [`then ${seconds((ms - bootMs) / ran.length)} a guide`] : []),
  ]
  return parts.join('; ')
}

/** 0 verified, 1 drift or findings, 3 infrastructure. Drift is the stronger news. */
export function exitCodeOf(verdicts: readonly Verdict[]): 0 | 1 | 3 {
  if (verdicts.some(({ outcome }) => outcome === 'drift')) return 1
  return verdicts.every(({ outcome }) => outcome === 'verified') ? 0 : 3
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`
}

function sum(lines: readonly Line[], what: 'logins' | 'assertions'): number {
  return lines.reduce((total, { verdict }) => total + verdict[what], 0)
}
