import { z } from 'zod'

/** One step of the record; the same fields as in `npm run verify -- --json`, with the title that a reader sees. */
export const stepEvidence = z.strictObject({
  id: z.string(),
  kind: z.string(),
  title: z.string(),
  file: z.string(),
  /** One-based, as in unist. */
  line: z.int().positive(),
  column: z.int().positive(),
  outcome: z.enum(['passed', 'failed', 'skipped']),
  blame: z.enum(['guide', 'application', 'provider', 'infrastructure']).nullable(),
  expected: z.string().nullable(),
  actual: z.string().nullable(),
  message: z.string(),
  durationMs: z.number().nonnegative(),
})

/** Where a real product comes from; commit and repository as its image's labels, or whoever runs it, name them. */
export const provenance = z.strictObject({
  origin: z.enum(['official', 'built from packages', 'built from source', 'unknown']),
  version: z.string().optional(),
  commit: z.string().optional(),
  source: z.string().optional(),
})

export const tierEvidence = z.strictObject({
  outcome: z.enum(['verified', 'drift', 'infrastructure']),
  blame: z.enum(['guide', 'application', 'provider', 'infrastructure']).nullable(),
  planHash: z.string(),
  providerVersion: z.string(),
  /** Container tier only: the release in full. */
  providerRelease: z.string().optional(),
  /** Container tier only. */
  providerImage: z.string().optional(),
  providerDigest: z.string().optional(),
  providerProvenance: provenance.optional(),
  applicationVersion: z.string(),
  applicationMode: z.enum(['profile', 'real']),
  /** Of the application itself, where it ran. */
  applicationImage: z.string().optional(),
  applicationDigest: z.string().optional(),
  applicationProvenance: provenance.optional(),
  logins: z.int().nonnegative(),
  assertions: z.int().nonnegative(),
  durationMs: z.number().nonnegative(),
  /** Claims that the application saw: names always, values only where they are the guide's own. */
  claims: z.record(z.string(), z.string()),
  toolVersion: z.string(),
  /** ISO 8601 in UTC. */
  date: z.iso.datetime(),
  expires: z.iso.datetime(),
  steps: z.array(stepEvidence),
})

export const otherVersion = z.strictObject({
  tier: z.enum(['embedded', 'container']),
  ...tierEvidence.shape,
})

/** `static/verification/<application>/<provider>.json` */
export const evidence = z.strictObject({
  schemaVersion: z.literal(1),
  guide: z.string(),
  file: z.string(),
  application: z.string(),
  provider: z.string(),
  /** Of the newest run, whichever tier. */
  planHash: z.string(),
  /**
   * The newest verdict of each tier, with the version of the provider that guides are held to. `real` is the container
   * tier with the application itself: a later run with its profile says less, and does not replace it.
   */
  tiers: z.strictObject({
    embedded: tierEvidence.optional(),
    container: tierEvidence.optional(),
    real: tierEvidence.optional(),
  }),
  /** The newest verdict with each other version that somebody asked for, oldest version first. */
  otherVersions: z.array(otherVersion).optional(),
})

export type Evidence = z.infer<typeof evidence>
export type OtherVersion = z.infer<typeof otherVersion>
export type TierEvidence = z.infer<typeof tierEvidence>
