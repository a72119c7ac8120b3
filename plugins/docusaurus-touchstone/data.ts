import type { Artifact } from '../../src/plan/artifact.ts'

/** What the pages know of the guides: the plugin's global data. Plain JSON. */
export interface SiteData {
  guides: GuideStatus[]
  applications: Product[]
  providers: Product[]
}

export interface Product {
  id: string
  name: string
}

export interface GuideStatus {
  /** `<application>/<provider>` */
  guide: string
  file: string
  title: string
  application: Product
  provider: Product
  permalink: string
  /** The newest verdict of each tier, the most real one's first (real application, real provider, stand-ins), with the version that guides are held to. */
  verdicts: Verdict[]
  /** Verdicts with other versions of the provider, the real product's first, oldest version first; only failed steps. */
  otherVersions: Verdict[]
  findings: ShownFinding[]
}

/**
 * - `verified`: carried out as written, everybody signed in as promised
 * - `drift`: guide and reality disagree
 * - `infrastructure`: the run did not come to a verdict
 * - `outdated`: the guide was changed after the run
 */
export type Outcome = 'verified' | 'drift' | 'infrastructure' | 'outdated'

export interface Verdict {
  tier: 'embedded' | 'container'
  outcome: Outcome
  /** Who failed: guide, application, provider, infrastructure; null when nobody did. */
  blame: string | null
  /** Past its expiry. */
  stale: boolean
  /** ISO 8601. */
  date: string
  expires: string
  /** As readers know it: of a real server the release in full. */
  providerVersion: string
  applicationVersion: string
  applicationMode: 'profile' | 'real'
  /** The real products that ran; nothing is known of stand-ins and profiles. */
  ran: { provider: Artifact; application: Artifact }
  logins: number
  assertions: number
  steps: ShownStep[]
}

export interface ShownStep {
  title: string
  outcome: 'passed' | 'failed' | 'skipped'
  file: string
  line: number
  message: string | null
}

export interface ShownFinding {
  severity: 'error' | 'warning' | 'info'
  ruleId: string
  message: string
  help: string
  file: string
  line: number
  column: number
}
