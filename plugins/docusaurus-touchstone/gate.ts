import { formatPlace } from '../../src/plan/place.ts'
import { formatFinding, group, type ReadFile } from '../../src/rules/report.ts'
import type { TierEvidence } from '../../src/verify/evidence/schema.ts'
import type { LoadedGuide } from './load.ts'

/**
 * Why the site must not be built, each reason with place, blame and the command that mends it; empty when all is well.
 * A finding in a partial is one reason, with the pages that include it.
 */
export function faultsOf(guides: readonly LoadedGuide[], readFile: ReadFile): string[] {
  return [...findingFaults(guides, readFile), ...guides.flatMap(evidenceFaults)]
}

/** Warnings never stop a build, and are never lost: the host prints them. */
export function warningsOf(guides: readonly LoadedGuide[], readFile: ReadFile, now: Date): string[] {
  return [
    ...group(guides.flatMap(({ findings }) => findings.filter(({ severity }) => severity !== 'error'))).map(
      ({ finding }) => formatFinding(finding, readFile),
    ),
    ...guides.flatMap(({ guide, evidence }) =>
      Object.values(evidence?.tiers ?? {})
        .filter((tier) => Date.parse(tier.expires) <= now.getTime())
        .map(
          (tier) =>
            `${guide}: verified on ${tier.date.slice(0, 10)}, too long ago.\n  mend: ${verify(guide)}`,
        ),
    ),
  ]
}

function findingFaults(guides: readonly LoadedGuide[], readFile: ReadFile): string[] {
  const errors = guides.flatMap(({ findings }) => findings.filter(({ severity }) => severity === 'error'))
  return group(errors).map(({ finding, guides: pages }) =>
    [
      formatFinding(finding, readFile),
      '  blame:    guide',
      `  pages:    ${pages.join(', ')}`,
      `  mend:     correct this line, then: npm run verify -- ${pages.join(' ')}`,
    ].join('\n'),
  )
}

function evidenceFaults({ guide, file, fault, plan, planHash, evidence }: LoadedGuide): string[] {
  if (fault !== null)
    return [`${file}: cannot be read as a guide\n  ${fault}\n  mend: npm run plan -- ${guide}`]
  if (!plan) return []
  const tiers = Object.entries(evidence?.tiers ?? {})
  if (tiers.length === 0) {
    return [
      `${file}: nobody has carried this guide out, expected evidence of a run\n  mend: ${verify(guide)}`,
    ]
  }
  const current = tiers.filter(([, tier]) => tier.planHash === planHash)
  if (current.length === 0) {
    return [`${file}: the guide says something else than what was carried out last\n  mend: ${verify(guide)}`]
  }
  return current.flatMap(([name, tier]) => (tier.outcome === 'drift' ? [driftFault(guide, name, tier)] : []))
}

function driftFault(guide: string, tierName: string, tier: TierEvidence): string {
  const failed = tier.steps.filter(({ outcome }) => outcome === 'failed')
  const [first] = failed
  const start = first
    ? { line: first.line, column: first.column, offset: 0 }
    : { line: 1, column: 1, offset: 0 }
  return [
    `${formatPlace({ file: first?.file ?? guide, start })} drift: ${first?.title ?? guide}`,
    `  ${first?.message ?? ''}`,
    ...(first?.expected == null ? [] : [`  expected: ${first.expected}`]),
    ...(first?.actual == null ? [] : [`  actual:   ${first.actual}`]),
    `  blame:    ${tier.blame} (${tierName} tier, ${failed.length} failed steps)`,
    `  mend:     correct the guide, then: ${verify(guide)}`,
  ].join('\n')
}

const verify = (guide: string) => `npm run verify -- ${guide}`
