import { reason } from '../../src/rules/report.ts'
import type { TierEvidence } from '../../src/verify/evidence/schema.ts'
import { artifactOf, versionOf } from '../../src/verify/verdict.ts'
import type { GuideStatus, Outcome, SiteData, Verdict } from './data.ts'
import type { LoadedGuide } from './load.ts'

/** The pages' view of the guides. `base` is the route of the docs folder, `/integrations`. */
export function siteData(guides: readonly LoadedGuide[], base: string, now: Date): SiteData {
  return {
    guides: guides.map((guide) => statusOf(guide, base, now)),
    applications: distinct(guides.map((guide) => guide.application)),
    providers: distinct(guides.map((guide) => guide.provider)),
  }
}

function statusOf(loaded: LoadedGuide, base: string, now: Date): GuideStatus {
  const { guide, file, application, provider, plan, planHash, findings, evidence } = loaded
  return {
    guide,
    file,
    title: plan?.title ?? `${application.name} with ${provider.name}`,
    application,
    provider,
    permalink: `${base}/${guide}`,
    verdicts: (['real', 'container', 'embedded'] as const).flatMap((slot) => {
      const of = evidence?.tiers[slot]
      return of ? [verdictOf(slot === 'embedded' ? slot : 'container', of, planHash, now)] : []
    }),
    otherVersions: (evidence?.otherVersions ?? []).map((of) => {
      const verdict = verdictOf(of.tier, of, planHash, now)
      return { ...verdict, steps: verdict.steps.filter(({ outcome }) => outcome === 'failed') }
    }),
    findings: findings.map((finding) => ({
      severity: finding.severity,
      ruleId: finding.ruleId,
      message: reason(finding),
      help: finding.help,
      file: finding.place.file,
      line: finding.place.start.line,
      column: finding.place.start.column,
    })),
  }
}

function verdictOf(tier: Verdict['tier'], of: TierEvidence, planHash: string, now: Date): Verdict {
  const { blame, date, expires, applicationVersion, applicationMode } = of
  return {
    ...{ tier, blame, date, expires, applicationVersion, applicationMode },
    providerVersion: versionOf(of),
    outcome: outcomeOf(of, planHash),
    ran: { provider: artifactOf('provider', of), application: artifactOf('application', of) },
    stale: Date.parse(expires) <= now.getTime(),
    logins: of.logins,
    assertions: of.assertions,
    steps: of.steps.map(({ title, outcome, file, line, message }) => ({
      ...{ title, outcome, file, line },
      message: outcome === 'passed' ? null : message,
    })),
  }
}

function outcomeOf(of: TierEvidence, planHash: string): Outcome {
  return of.planHash === planHash ? of.outcome : 'outdated'
}

function distinct<T extends { id: string; name: string }>(products: readonly T[]): T[] {
  const byId = new Map(products.map((product) => [product.id, product]))
  return [...byId.values()].sort((a, b) => a.name.localeCompare(b.name))
}
