import type { Place } from '../plan/place.ts'
import { UnboundName } from '../plan/value.ts'
import { Infrastructure, NotKnown, Refused } from '../providers/contract.ts'
import { Unreachable } from '../web/contract.ts'
import type { Blame } from './step.ts'

/** Why a step failed, and who is to blame. */
export interface Failure {
  blame: Blame
  message: string
  place: Place | null
  expected?: string
  actual?: string
  related?: Place[]
}

/** A disagreement that a comparison found. Its blame is the guide's unless the evidence says otherwise. */
export class Drift extends Error {
  override readonly name = 'Drift'
  readonly failure: Failure
  constructor(failure: Omit<Failure, 'blame'> & { blame?: Blame }) {
    super(failure.message)
    this.failure = { blame: 'guide', ...failure }
  }
}

/**
 * Blame by the kind of error. A stand-in that does not know is neither green nor drift, and an error that nobody
 * foresaw is a fault of our own: both are put on infrastructure and never on the guide.
 */
export function failureOf(error: unknown): Failure {
  if (error instanceof Drift) return error.failure
  if (error instanceof Refused) return { blame: 'guide', message: error.message, place: error.place }
  if (error instanceof UnboundName) return { blame: 'guide', message: error.message, place: error.place }
  if (error instanceof NotKnown) {
    const message = `The embedded tier does not know how the product answers here: ${error.message}`
    return { blame: 'infrastructure', message, place: error.place }
  }
  if (error instanceof Unreachable && error.why === 'no-route')
    return { blame: 'guide', message: error.message, place: null }
  if (error instanceof Unreachable || error instanceof Infrastructure)
    return { blame: 'infrastructure', message: error.message, place: null }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return { blame: 'infrastructure', message: `Touchstone itself failed: ${text}`, place: null }
}
