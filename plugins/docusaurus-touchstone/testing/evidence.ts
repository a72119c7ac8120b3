import { writeEvidence } from '../../../src/verify/evidence/ledger.ts'
import { type StepResult, untried } from '../../../src/verify/step.ts'
import { verdictOf } from '../../../src/verify/verdict.ts'
import type { LoadedGuide } from '../load.ts'
import type { Site } from './site.ts'

interface Told {
  /** What went wrong in the run; it verified the guide when nothing did. */
  failed?: Partial<StepResult>
  now?: Date
  /** A run against a real server of this release, which is not the one that guides are held to. */
  otherRelease?: string
}

/** Writes into the site's ledger what a run of each guide, as it stands, would have written. */
export function carryOut(
  { ledger }: Site,
  guides: readonly LoadedGuide[],
  { failed, now, otherRelease }: Told = {},
): void {
  for (const { guide, file, planHash, application, provider } of guides) {
    const point = { line: 1, column: 1, offset: 0 }
    const step = untried({
      ...{ id: 'tally', kind: 'tally', title: 'somebody signed in' },
      place: { file, start: point, end: point, includes: [] },
    })
    const header = {
      ...{ guide, file, planHash, application: application.id, provider: provider.id },
      ...({ tier: otherRelease ? 'container' : 'embedded', applicationMode: 'profile' } as const),
      ...{ providerVersion: '1.0', applicationVersion: '1.0' },
      ...(otherRelease && { providerRelease: otherRelease }),
    }
    const result: StepResult = failed
      ? { ...step, outcome: 'failed', ...failed }
      : { ...step, logins: 1, assertions: 1 }
    writeEvidence(verdictOf(header, [result]), {
      ...{ root: ledger, toolVersion: '0.1.0', now },
      held: otherRelease === undefined,
    })
  }
}
