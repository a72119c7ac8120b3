import { notKnownHeader } from '../embedded/message.ts'
import type { Place } from '../plan/place.ts'
import type { Plan } from '../plan/plan.ts'
import { type Bindings, UnboundName } from '../plan/value.ts'
import { resolveTokens } from './bindings.ts'
import { Drift } from './failure.ts'
import type { Watched } from './network.ts'
import type { StepResult } from './step.ts'
import type { Subject } from './subject.ts'

interface Stated {
  url: string
  place: Place
}

/** The address as the reader would type it. Throws {@link UnboundName} for a token that nobody supplies. */
function typed({ url, place }: Stated, bindings: Bindings): string {
  const text = resolveTokens(url, bindings)
  const [, open] = /<([^<>]+)>/.exec(text) ?? []
  if (open !== undefined) throw new UnboundName(open, place)
  return text
}

/**
 * The provider routes the address when it is really requested; only "not found" is a failure, any other answer comes
 * from somebody. Stand-ins have no consoles and account pages: there what is recorded of the product's routes decides.
 */
export async function checkRouted(
  stated: Stated,
  plan: Plan,
  subject: Subject,
  bindings: Bindings,
  network: Watched,
): Promise<Pick<StepResult, 'assertions' | 'message'>> {
  const url = new URL(typed(stated, bindings))
  const known = subject.provider.route(plan, url.pathname, subject.providerVersion)
  const answer = await ask(url, network)
  if (!missing(answer)) return { assertions: 1, message: `answers ${answer.status}` }
  if (known.routed && subject.tier === 'embedded')
    return {
      assertions: 1,
      message: `${known.endpoint}: routed as recorded of the product, no part of the stand-in`,
    }
  const nearest = known.routed ? undefined : known.nearest
  throw new Drift({
    message: `${subject.provider.name} answers ${answer.status} at ${url.href}${known.routed ? '' : `: ${known.reason}`}`,
    place: stated.place,
    expected: nearest ?? 'an address that the provider routes',
    actual: url.href,
  })
}

/** As a reader would, and where nothing is served to readers as a form would: some endpoints know POST only. */
async function ask(url: URL, network: Watched): Promise<Response> {
  const read = await network.fetch(url, { headers: { accept: 'text/html,application/json' } })
  return missing(read) ? network.fetch(url, { method: 'POST', body: new URLSearchParams() }) : read
}

function missing({ status, headers }: Response): boolean {
  return status === 404 || status === 410 || headers.has(notKnownHeader)
}

/** The discovery document is where the guide says, and names the issuer that the guide states. */
export async function checkDiscovery(
  stated: Stated & { purpose: 'issuer' | 'discovery' },
  subject: Subject,
  bindings: Bindings,
  network: Watched,
): Promise<number> {
  const text = typed(stated, bindings)
  const suffix = '/.well-known/openid-configuration'
  const url = stated.purpose === 'discovery' ? text : `${text.replace(/\/$/, '')}${suffix}`
  const answer = await network.fetch(url, { headers: { accept: 'application/json' } })
  const document = await json(answer)
  if (answer.status !== 200 || typeof document?.issuer !== 'string') {
    throw new Drift({
      message: `${subject.provider.name} serves no discovery document at ${url}`,
      place: stated.place,
      expected: '200 with a JSON document that has an issuer',
      actual: `${answer.status} ${answer.headers.get('content-type') ?? 'without a content type'}`,
    })
  }
  if (stated.purpose === 'discovery' || document.issuer === text) return 2
  throw new Drift({
    message: `The guide states another issuer than the one in ${subject.provider.name}'s discovery document`,
    place: stated.place,
    expected: document.issuer,
    actual: text,
  })
}

async function json(answer: Response): Promise<{ issuer?: unknown } | null> {
  try {
    const value: unknown = await answer.json()
    return typeof value === 'object' && value !== null ? value : null
  } catch {
    return null
  }
}
