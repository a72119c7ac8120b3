import type { RunContext } from './run.ts'

/** What a run under a fault must come to. */
export type Expected = 'infrastructure' | 'verified' | 'drift' | 'interrupted' | 'killed'

/** Something that is there during the whole run. */
export interface Beside {
  environment?: Readonly<Record<string, string>>
  /** Words for the command line. */
  words?: readonly string[]
  end(): Promise<void>
}

/** Where the faults are done: a Keycloak that runs serves those that need none of their own. */
export interface Workshop {
  root: string
  /** Variables that lead to a running Keycloak. */
  keycloak(): Promise<Readonly<Record<string, string>>>
}

export interface Fault {
  id: string
  what: string
  expected: Expected
  environment?: Readonly<Record<string, string>>
  /** Guides to verify; four by default, so that something is under way whenever the fault strikes. */
  guides?: readonly string[]
  /** The real application in a container, opposite the stand-in: what is broken is the application's own. */
  application?: boolean
  /** What the message must tell besides whose fault it is. */
  says: RegExp
  /** Carried out when the run has come that far. */
  strike?: { when: Moment; how(run: RunContext): Promise<void> }
  /** Seconds from the strike to the end of the run, on a machine with nothing else to do. */
  within?: number
  beside?(workshop: Workshop): Promise<Beside>
  /** Takes seconds: one of those that every change has to pass. */
  quick?: boolean
}

/** A container has begun, it answers, or the first guide has its verdict. */
export type Moment = 'starting' | 'answering' | 'first-verdict'
