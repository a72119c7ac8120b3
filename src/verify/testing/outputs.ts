import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { VerdictCache } from '../evidence/cache.ts'
import { writeEvidence } from '../evidence/ledger.ts'
import { formatMatrix } from '../matrix.ts'
import { formatFailures, formatVerdict, type Line } from '../report.ts'
import { type Verdict, verdictRecord } from '../verdict.ts'

const paint = { error: String, warning: String, dim: String, bold: String }

/** The verdict beside one of another version that differs, so that the table tells what failed. */
function inTwoVersions(verdict: Verdict): Line[] {
  const other: Verdict = {
    ...{ ...verdict, providerVersion: 'another' },
    outcome: verdict.outcome === 'verified' ? 'infrastructure' : 'verified',
  }
  return [verdict, other].map((one) => ({ verdict: one, unchanged: false }))
}

/** Everything that is printed and kept of a verdict: ledger, cache, record for machines, report for people. */
export function everythingWritten(verdict: Verdict): string {
  const root = mkdtempSync(join(tmpdir(), 'outputs-'))
  try {
    writeEvidence(verdict, { root: join(root, 'ledger'), toolVersion: '1' })
    new VerdictCache(root).store(verdict, { ...verdict, toolHash: 't', identity: '' }, 'embedded', {})
    const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    )
    return [
      ...files.map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8')),
      JSON.stringify(verdict),
      JSON.stringify(verdictRecord(verdict)),
      formatVerdict({ verdict, unchanged: false }, paint),
      formatFailures(verdict, () => undefined, paint),
      formatMatrix(inTwoVersions(verdict), paint),
    ].join('\n')
  } finally {
    rmSync(root, { recursive: true })
  }
}
