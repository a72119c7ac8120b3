import type { Fault } from '../applications/contract.ts'
import type { Finding } from '../plan/finding.ts'
import type { Place } from '../plan/place.ts'
import type { Side } from '../plan/plan.ts'
import type { TestUser } from '../providers/contract.ts'

/** One check of one guide: a test in the suite, a line in the evidence. Plain data, so that it travels between processes. */
export type Step =
  | FindingStep
  | WordStep
  | BlockStep
  | PhaseStep
  | UrlStep
  | DiscoveryStep
  | LoginStep
  | RefusalStep
  | TallyStep

export type StepKind = Step['kind']

interface StepBase {
  /** Unique in the guide and stable while the guide's facts stay: `login/web/in-dns-admins`. */
  id: string
  title: string
  /** The sentence, fence or table row that states what is checked. */
  place: Place
}

/** A static rule's verdict: one step for each finding of severity error, one step saying that the rules ran. */
interface FindingStep extends StepBase {
  kind: 'finding'
  /** Null when no rule found an error; the step then counts the rules. */
  finding: Finding | null
  rules: number
}

/** A label, menu entry or button that the product must show under this name. */
interface WordStep extends StepBase {
  kind: 'word'
  side: Side
  /** Id of the fact whose words are looked up. */
  fact: string
  /** What the rules on labels say about these words; null when the product shows them. */
  finding: Finding | null
}

interface BlockStep extends StepBase {
  kind: 'block'
  fact: string
}

/** Entering the guide's values on one side. */
interface PhaseStep extends StepBase {
  kind: 'provision' | 'configure'
}

/** An address at the provider that somebody must answer for. */
interface UrlStep extends StepBase {
  kind: 'url'
  /** With tokens (`<application_slug>`) still in it. */
  url: string
}

interface DiscoveryStep extends StepBase {
  kind: 'discovery'
  url: string
  purpose: 'issuer' | 'discovery'
}

interface LoginStep extends StepBase {
  kind: 'login'
  entrance: string
  user: TestUser
}

interface RefusalStep extends StepBase {
  kind: 'refusal'
  entrance: string
  user: TestUser
  fault: Fault
  /** Who signs in without the fault first: a refusal shows something only where the same way works otherwise. */
  control: TestUser
}

/** The last step: somebody signed in, and was held to something. Without it a guide that says nothing would be green. */
interface TallyStep extends StepBase {
  kind: 'tally'
}

export type Blame = 'guide' | 'application' | 'provider' | 'infrastructure'

export interface StepResult {
  id: string
  kind: StepKind
  title: string
  /** Where the failure shows; the step's own place when it passed. */
  place: Place
  outcome: 'passed' | 'failed' | 'skipped'
  blame: Blame | null
  expected: string | null
  actual: string | null
  /** Why it failed or was skipped; what was seen when it passed. */
  message: string
  /** Other places that decide the same thing. */
  related: Place[]
  /** Comparisons that were made. */
  assertions: number
  /** Users that went through the whole flow to a definite end, whatever the end. */
  logins: number
  /** Claims that the application saw, redacted. */
  claims: Readonly<Record<string, string>>
  durationMs: number
}

/** The result of a step that has nothing to say yet. */
export function untried({
  id,
  kind,
  title,
  place,
}: Pick<Step, 'id' | 'kind' | 'title' | 'place'>): StepResult {
  return {
    id,
    kind,
    title,
    place,
    outcome: 'passed',
    blame: null,
    expected: null,
    actual: null,
    message: '',
    related: [],
    assertions: 0,
    logins: 0,
    claims: {},
    durationMs: 0,
  }
}
