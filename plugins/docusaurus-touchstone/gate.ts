import semver from 'semver'
import { formatPlace } from '../../src/plan/place.ts'
import type { Plan } from '../../src/plan/plan.ts'
import type { Tier } from '../../src/providers/contract.ts'
import { formatFinding, group, type ReadFile } from '../../src/rules/report.ts'
import { commandFor } from '../../src/verify/command.ts'
import type { TierEvidence } from '../../src/verify/evidence/schema.ts'
import { versionOf } from '../../src/verify/verdict.ts'
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
      tiersOf(evidence)
        .filter(({ of }) => Date.parse(of.expires) <= now.getTime())
        .map(
          ({ tier, of }) =>
            `${guide}: verified on ${of.date.slice(0, 10)}, too long ago.\n  mend: ${commandFor({ ...of, guide, tier })}`,
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
  const tiers = tiersOf(evidence)
  if (tiers.length === 0) {
    return [
      `${file}: nobody has carried this guide out, expected evidence of a run\n  mend: ${verify(guide)}`,
    ]
  }
  const current = tiers.filter(({ of }) => of.planHash === planHash)
  if (current.length === 0) {
    return [`${file}: the guide says something else than what was carried out last\n  mend: ${verify(guide)}`]
  }
  return [
    ...current.flatMap(({ tier, of }) => (of.outcome === 'drift' ? [driftFault(guide, tier, of)] : [])),
    ...(evidence?.otherVersions ?? [])
      .filter((one) => one.outcome === 'drift' && one.planHash === planHash && promises(plan, versionOf(one)))
      .map((one) => driftFault(guide, one.tier, one, true)),
  ]
}

/** Whether the guide says that it holds with this version of its provider; what it does not promise is shown on its page only. */
function promises(plan: Plan, version: string): boolean {
  const number = semver.coerce(version)
  return plan.facts.some(
    (fact) =>
      fact.kind === 'version' &&
      fact.subject === 'provider' &&
      fact.claim === 'minimum' &&
      number !== null &&
      semver.satisfies(number, fact.range),
  )
}

function tiersOf(evidence: LoadedGuide['evidence']): Array<{ tier: Tier; of: TierEvidence }> {
  return (['embedded', 'container', 'real'] as const).flatMap((slot) => {
    const of = evidence?.tiers[slot]
    return of ? [{ tier: slot === 'embedded' ? slot : 'container', of }] : []
  })
}

/** `other` for a version that guides are not held to. */
function driftFault(guide: string, tierName: Tier, tier: TierEvidence, other = false): string {
  const command = commandFor({ ...tier, guide, tier: tierName }, { version: other })
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
    `  blame:    ${tier.blame} (${tierName} tier${other ? `, ${versionOf(tier)}` : ''}, ${failed.length} failed steps)`,
    `  mend:     ${other ? 'correct the guide or the version that it promises' : 'correct the guide'}, then: ${command}`,
  ].join('\n')
}

const verify = (guide: string) => `npm run verify -- ${guide}`
