import type { Expected } from './fault.ts'
import { total } from './leftovers.ts'
import type { Result } from './run.ts'

const exitCodes: Readonly<Record<Expected, number | null>> = {
  infrastructure: 3,
  verified: 0,
  drift: 1,
  interrupted: 130,
  // A signal ends a process without a code.
  killed: null,
}

/** What is wrong with how a run under a fault ended; empty when it ended as it must. */
export function judge(result: Result): string[] {
  const { fault, exitCode, left, reaped } = result
  const expected = exitCodes[fault.expected]
  const rest = reaped ?? left
  return [
    ...(exitCode === expected ? [] : [`exit code ${exitCode}, expected ${expected}`]),
    ...(fault.expected === 'drift' ? blamesMachine(result) : blamesGuide(result)),
    ...tooLate(result),
    ...(total(rest) === 0 ? [] : [`left behind: ${JSON.stringify(rest)}`]),
  ]
}

/** A guide that is wrong is never excused by the machine. */
function blamesMachine({ verdicts }: Result): string[] {
  const steps = verdicts.flatMap((one) => one.steps)
  return [
    ...(verdicts.length > 0 ? [] : ['there is no verdict']),
    ...verdicts
      .filter(({ outcome }) => outcome !== 'drift')
      .map(({ guide, outcome }) => `${guide} is ${outcome}, expected drift`),
    ...steps
      .filter(({ blame }) => blame === 'infrastructure')
      .map(({ id, message }) => `${id} blames the infrastructure: ${message}`),
  ]
}

function blamesGuide({ fault, verdicts }: Result): string[] {
  const blamed = verdicts.filter(({ blame }) => blame === 'infrastructure')
  const steps = blamed.flatMap((one) => one.steps).filter((step) => step.blame === 'infrastructure')
  const messages = steps.map(({ message }) => message).join('\n')
  return [
    ...verdicts.flatMap(({ guide, outcome, blame, steps }) => {
      const first = steps.find((step) => step.outcome === 'failed')
      const where = first ? `: ${first.id}: ${first.message}` : ''
      return outcome === 'drift' ? [`${guide} is called drift (${blame})${where}`] : []
    }),
    ...(fault.expected === 'infrastructure' && blamed.length === 0
      ? ['no verdict blames the infrastructure']
      : []),
    ...(fault.says.test(messages) ? [] : [`no message says ${fault.says}: ${messages.slice(-2000)}`]),
  ]
}

function tooLate({ fault: { within }, secondsAfter, patience }: Result): string[] {
  if (within === undefined || secondsAfter === null || secondsAfter <= within * patience) return []
  return [`ended ${secondsAfter.toFixed(0)} s after the fault, expected at most ${within * patience} s`]
}

/** One line of `--json`. */
export function recordOf(result: Result) {
  const { fault, exitCode, verdicts, seconds, secondsAfter, left, reaped } = result
  const wrong = judge(result)
  return {
    ...{ fault: fault.id, what: fault.what, expected: fault.expected, ok: wrong.length === 0, wrong },
    ...{ blame: blamesOf(verdicts), exitCode, seconds, secondsAfter, left, reaped },
  }
}

function blamesOf(verdicts: Result['verdicts']): string[] {
  return [...new Set(verdicts.flatMap(({ blame }) => blame ?? []))]
}

/** One row of the table. */
export function row(result: Result): string {
  const { fault, exitCode, verdicts, seconds, secondsAfter, left, reaped } = result
  const cells = [
    fault.id,
    blamesOf(verdicts).join(', ') || '-',
    exitCode ?? 'signal',
    `${seconds.toFixed(0)} s`,
    secondsAfter === null ? '-' : `${secondsAfter.toFixed(0)} s`,
    reaped ? `${total(left)}, then ${total(reaped)}` : total(left),
    judge(result).length === 0 ? 'as it must' : 'WRONG',
  ]
  return `| ${cells.join(' | ')} |`
}

export const head = [
  '| fault | blame | exit code | whole run | after the fault | left behind | |',
  '| --- | --- | --- | --- | --- | --- | --- |',
].join('\n')
