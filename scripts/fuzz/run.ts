import { globSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { guidesIn } from '../../plugins/vitest-guide/guides.ts'
import { apply, type Case, cases, type Damage } from './damage.ts'
import type { Judged } from './judge.ts'
import { JudgingThread } from './thread.ts'

export interface FuzzOptions {
  root: string
  runs: number
  seed: number
  /** Milliseconds that reading one guide may take, once it is parsed. */
  limit: number
  onJudged?(done: number): void
}

export interface FuzzReport {
  runs: number
  seed: number
  /** How many guides came to which end. */
  outcomes: Record<Judged['outcome'], number>
  findings: number
  /** The guide that took longest, in milliseconds. */
  slowest: { durationMs: number; guide: string; file: string; damages: Damage[] }
  /** One of each kind, with as few damages as show it. */
  failures: Failure[]
}

export interface Failure {
  guide: string
  file: string
  damages: Damage[]
  complaint: string
  /** How many guides had the same complaint. */
  times: number
}

/** A text that may be damaged, with the guide that is read to see what comes of it. */
interface Target {
  guide: string
  file: string
}

/** The library takes its time for some texts (thousands of comments that are never closed), which is not ours to limit. */
const patience = 12

/** Damages guides at random, the same way for the same seed, and reads each. */
export async function fuzz({ root, runs, seed, limit, onJudged }: FuzzOptions): Promise<FuzzReport> {
  const targets = targetsIn(root)
  const report: FuzzReport = {
    ...{ runs, seed, findings: 0, failures: [] },
    slowest: { durationMs: 0, guide: '', file: '', damages: [] },
    outcomes: { read: 0, 'read as plain Markdown': 0, refused: 0 },
  }
  await using thread = new JudgingThread(root, limit * patience)
  async function tryCase({ guide, file }: Target, damages: readonly Damage[]): Promise<Judged> {
    const text = readFileSync(join(root, file), 'utf8')
    const judged = await thread.judge({ guide, overlay: { [file]: apply(text, damages) } })
    const slow = judged.durationMs > limit ? [`slow: ${Math.round(judged.durationMs)} ms`] : []
    return { ...judged, complaints: [...judged.complaints, ...slow] }
  }

  const byKind = new Map<string, { target: Target; one: Case; complaint: string; times: number }>()
  for (const [index, one] of cases(targets.length, runs, seed).entries()) {
    const target = targets[one.file]!
    const judged = await tryCase(target, one.damages)
    report.outcomes[judged.outcome]++
    report.findings += judged.findings
    const { durationMs } = judged
    if (durationMs > report.slowest.durationMs)
      report.slowest = { durationMs, ...target, damages: one.damages }
    const [complaint] = judged.complaints
    if (complaint !== undefined) {
      const known = byKind.get(kindOf(complaint))
      byKind.set(
        kindOf(complaint),
        known ? { ...known, times: known.times + 1 } : { target, one, complaint, times: 1 },
      )
    }
    onJudged?.(index + 1)
  }
  for (const { target, one, complaint, times } of byKind.values()) {
    const same = async (damages: readonly Damage[]) =>
      (await tryCase(target, damages)).complaints.some((other) => kindOf(other) === kindOf(complaint))
    report.failures.push({ ...target, damages: await fewest(one.damages, same), complaint, times })
  }
  return report
}

/** Our guides, their partials (read through a guide that includes them), and guides of other hands. */
export function targetsIn(root: string): Target[] {
  const own = guidesIn(join(root, 'docs/integrations'), root)
  const reached = new Map<string, string>()
  for (const guide of own)
    for (const file of includedBy(root, guide)) if (!reached.has(file)) reached.set(file, guide)
  const foreign = globSync(['plugins/remark-guide/fixtures/hands/*/*/*.{md,mdx}', 'fixtures/seeds/*/*.md'], {
    cwd: root,
  }).toSorted()
  return [
    ...own.map((file) => ({ guide: file, file })),
    ...[...reached].map(([file, guide]) => ({ guide, file })),
    ...foreign.map((file) => ({ guide: file, file })),
  ]
}

function includedBy(root: string, file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8')
  const direct = [...text.matchAll(/^import \w+ from '(\.[^']+\.mdx)'$/gm)].map(([, path = '']) =>
    posix.join(posix.dirname(file), path),
  )
  return direct.flatMap((partial) => [partial, ...includedBy(root, partial)])
}

/** Leaves out what is not needed for the complaint. */
async function fewest(
  all: readonly Damage[],
  same: (damages: readonly Damage[]) => Promise<boolean>,
): Promise<Damage[]> {
  let kept = [...all]
  for (const one of all) {
    const without = kept.filter((other) => other !== one)
    if (without.length > 0 && (await same(without))) kept = without
  }
  return kept
}

/** Complaints that differ in numbers and texts only are the same. */
function kindOf(complaint: string): string {
  const [first = '', ...stack] = complaint.split('\n')
  return [
    first.replace(/\d+|`[^`]*`|"[^"]*"|[\w./-]+\.mdx?/g, '#'),
    stack.find((line) => line.includes('.ts:')),
  ].join(' ')
}
