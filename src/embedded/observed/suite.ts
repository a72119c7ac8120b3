import { afterAll, describe, expect, test } from 'vitest'
import type { Recording } from './recording.ts'
import { replay } from './replay.ts'
import type { ReplayAdapter } from './subject.ts'

/** Cases that a dialect does not meet, with the reason, by version of the recording. */
export type Unmet = Readonly<Record<string, Readonly<Record<string, string>>>>

/**
 * One test per recorded case. A case that is declared unmet must still fail: once it is met, the declaration is
 * what is wrong. Declarations are shown in the output of the run.
 */
export function holdToRecording(recording: Recording, adapter: ReplayAdapter, unmet: Unmet): void {
  const declared = unmet[recording.version] ?? {}
  const cases = recording.cases.filter((one) => one.exchanges.length)
  describe(`${recording.provider} ${recording.version}, recorded ${recording.observed}`, () => {
    for (const one of cases) {
      const reason = declared[one.id]
      test(reason ? `${one.id} (not met: ${reason})` : one.id, async () => {
        expect(judge(await replay(adapter, recording, one), reason)).toEqual([])
      })
    }
    test('only recorded cases are declared as not met', () => {
      expect(Object.keys(declared).filter((id) => !cases.some((one) => one.id === id))).toEqual([])
    })
    afterAll(() => {
      console.info(summary(recording, cases.length, declared))
    })
  })
}

/** What is wrong with a case: its differences, or a declaration that is no longer true. */
export function judge(differences: readonly string[], reason: string | undefined): readonly string[] {
  if (reason === undefined) return differences
  return differences.length
    ? []
    : [`declared as not met (${reason}), but it is met: take the declaration out`]
}

function summary(recording: Recording, count: number, declared: Readonly<Record<string, string>>): string {
  const reasons = Object.entries(declared).map(([id, reason]) => `  ${id}: ${reason}`)
  const met = count - reasons.length
  const rest = recording.cases.length - count
  return [
    `${recording.provider} ${recording.version}: ${met} of ${count} recorded cases met (${rest} more record that there is nothing to ask)` +
      (reasons.length ? `; not met:` : ''),
    ...reasons,
  ].join('\n')
}
