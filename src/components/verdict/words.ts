import type { GuideStatus, Verdict } from '../../../plugins/docusaurus-touchstone/data.ts'
import type { Artifact } from '../../plan/artifact.ts'

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
  embedded: 'embedded stand-in',
}

export const modeNames: Record<Verdict['applicationMode'], string> = {
  real: 'real application',
  profile: "application's sign-in behaviour, modelled from its source",
}

/** `localhost/touchstone/keycloak:26.7.0, built from packages, sha256:0123456789ab`; null for what did not run. */
export function artifactText({ image, digest, provenance }: Artifact): string | null {
  const { origin, version, commit } = provenance ?? {}
  const parts = [
    image,
    origin === 'unknown' ? 'of unknown origin' : origin,
    image === undefined && version !== undefined && `version ${version}`,
    commit && `commit ${commit.slice(0, 12)}`,
    digest?.slice(0, 'sha256:'.length + 12),
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
