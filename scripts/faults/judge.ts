import type { Expected } from './faults.ts'
import { total } from './leftovers.ts'
import type { Result } from './run.ts'

const exitCodes: Readonly<Record<Expected, number | null>> = {
  infrastructure: 3,
  verified: 0,
  interrupted: 130,
  // A signal ends a process without a code.
  killed: null,
}

/** What is wrong with how a run under a fault ended; empty when it ended as it must. */
export function judge({ fault, exitCode, verdicts, left, reaped }: Result): string[] {
  const wrong: string[] = []
  const expected = exitCodes[fault.expected]
  if (exitCode !== expected) wrong.push(`exit code ${exitCode}, expected ${expected}`)
  for (const { guide, outcome, blame, steps } of verdicts) {
    const first = steps.find((step) => step.outcome === 'failed')
    const where = first ? `: ${first.id}: ${first.message}` : ''
    if (outcome === 'drift') wrong.push(`${guide} is called drift (${blame})${where}`)
  }
  const blamed = verdicts.filter(({ blame }) => blame === 'infrastructure')
  if (fault.expected === 'infrastructure' && blamed.length === 0)
    wrong.push('no verdict blames the infrastructure')
  const messages = blamed.flatMap(({ steps }) => steps.map(({ message }) => message)).join('\n')
  if (!fault.says.test(messages)) wrong.push(`no message says ${fault.says}: ${messages.slice(0, 2000)}`)
  if (total(reaped ?? left) > 0) wrong.push(`left behind: ${JSON.stringify(reaped ?? left)}`)
  return wrong
}

/** One row of the table. */
export function row(result: Result): string {
  const { fault, exitCode, verdicts, seconds, left, reaped } = result
  const blames = new Set(verdicts.flatMap(({ blame }) => blame ?? []))
  const rest = reaped ? `${total(left)}, then ${total(reaped)}` : String(total(left))
  const ok = judge(result).length === 0 ? 'as it must' : 'WRONG'
  const cells = [
    fault.id,
    [...blames].join(', ') || '-',
    exitCode ?? 'signal',
    `${seconds.toFixed(0)} s`,
    rest,
    ok,
  ]
  return `| ${cells.join(' | ')} |`
}

export const head =
  '| fault | blame | exit code | time | left behind | |\n| --- | --- | --- | --- | --- | --- |'
