import type { GuideStatus, Verdict } from '../../../plugins/docusaurus-touchstone/data.ts'
import type { Artifact, Origin } from '../../plan/artifact.ts'

/** How a guide stands, in one word for colours and one phrase for readers. */
export interface Standing {
  tone: 'verified' | 'failing' | 'stale' | 'unknown'
  label: string
}

export function standing(verdict: Verdict | undefined): Standing {
  if (!verdict) return { tone: 'unknown', label: 'Not verified yet' }
  if (verdict.outcome === 'drift') return { tone: 'failing', label: 'Fails' }
  if (verdict.outcome === 'infrastructure') return { tone: 'unknown', label: 'Run came to no verdict' }
  if (verdict.outcome === 'outdated') return { tone: 'stale', label: 'Changed since it was verified' }
  if (verdict.stale) return { tone: 'stale', label: 'Verified long ago' }
  return { tone: 'verified', label: 'Verified' }
}

/** The verdict that a reader should see first: the real product's, else the stand-in's. */
export function newest(guide: GuideStatus): Verdict | undefined {
  return guide.verdicts.find((verdict) => verdict.tier === 'container') ?? guide.verdicts[0]
}

export const tierNames: Record<Verdict['tier'], string> = {
  container: 'real provider',
  embedded: 'stand-in',
}

/** What a verdict rests on: `with the real Keycloak and the real pgAdmin 4`. */
export function groundsOf(
  { tier, applicationMode }: Pick<Verdict, 'tier' | 'applicationMode'>,
  { provider, application }: Pick<GuideStatus, 'provider' | 'application'>,
): string {
  const real = applicationMode === 'real' ? ` and the real ${application.name}` : ''
  return `with ${tier === 'container' ? 'the real' : 'a stand-in for'} ${provider.name}${real}`
}

const origins: Record<Origin, (artifact: Artifact) => string> = {
  official: ({ image }) => `the publisher's image ${image}`,
  'built from packages': () => 'built from packages',
  'built from source': ({ provenance }) =>
    provenance?.commit
      ? `built from source at commit ${provenance.commit.slice(0, 12)}`
      : 'built from source',
  unknown: () => 'of unknown origin',
}

/**
 * `built from packages, image sha256:0123456789ab`; null for what did not run. An image that was built has a name only on the
 * machine that built it, which tells a reader nothing; its digest does.
 */
export function artifactText(artifact: Artifact): string | null {
  const { digest, provenance } = artifact
  const parts = [
    provenance && origins[provenance.origin](artifact),
    digest && `image ${digest.slice(0, 'sha256:'.length + 12)}`,
  ].filter((part): part is string => typeof part === 'string')
  return parts.length === 0 ? null : parts.join(', ')
}

/** `24 November 2026`, the same for every reader and at build time. */
export function formatDate(iso: string): string {
  return new Date(iso).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  })
}
