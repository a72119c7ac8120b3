import type { Plan } from '../plan/plan.ts'
import type { Failure } from './failure.ts'
import type { ServerError, Trouble } from './network.ts'
import type { Seen } from './stage.ts'
import type { Subject } from './subject.ts'

/** A step that failed, with what was heard on the wire meanwhile. */
export class Failed {
  readonly failure: Failure
  readonly seen: Seen
  constructor(failure: Failure, seen: Seen) {
    this.failure = failure
    this.seen = seen
  }
}

/** A server that stayed silent during the step explains the failure better than what the application made of it. */
export function unanswered({ url, reason }: Trouble, failure: Failure): Failure {
  const message = `${url} did not answer (${reason}); ${failure.message}`
  return { ...failure, blame: 'infrastructure', message }
}

/** Without the query, which is another in each request. */
export function addressOf({ url }: ServerError): string {
  return `${url.origin}${url.pathname}`
}

/** The provider fails each time. Where it runs code of the guide's, that code is nearest; else the provider is to blame. */
export function brokenProvider(
  plan: Plan,
  { provider }: Subject,
  failure: Failure,
  error: ServerError,
): Failure {
  const code = plan.facts.find(({ kind }) => kind === 'expression')
  const said = `${provider.name} answers ${error.status} at ${addressOf(error)}, on a fresh set-up too`
  if (!code) return { ...failure, blame: 'provider', message: `${said}. ${failure.message}` }
  const related = [...(failure.place ? [failure.place] : []), ...(failure.related ?? [])]
  const message = `${said}: it runs the guide's own code. ${failure.message}`
  return { ...failure, blame: 'guide', place: code.place, related, message }
}
