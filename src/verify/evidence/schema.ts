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

export const tierEvidence = z.strictObject({
  outcome: z.enum(['verified', 'drift', 'infrastructure']),
  blame: z.enum(['guide', 'application', 'provider', 'infrastructure']).nullable(),
  planHash: z.string(),
  providerVersion: z.string(),
  /** Container tier only. */
  providerImage: z.string().optional(),
  providerDigest: z.string().optional(),
  applicationVersion: z.string(),
  applicationMode: z.enum(['profile', 'real']),
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

/** `static/verification/<application>/<provider>.json` */
export const evidence = z.strictObject({
  schemaVersion: z.literal(1),
  guide: z.string(),
  file: z.string(),
  application: z.string(),
  provider: z.string(),
  /** Of the newest run, whichever tier. */
  planHash: z.string(),
  /** The newest verdict of each tier. */
  tiers: z.strictObject({ embedded: tierEvidence.optional(), container: tierEvidence.optional() }),
})

export type Evidence = z.infer<typeof evidence>
export type TierEvidence = z.infer<typeof tierEvidence>
