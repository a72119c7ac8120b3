import type { SignIn } from '../applications/contract.ts'
import type { Place } from '../plan/place.ts'
import type { Plan } from '../plan/plan.ts'
import type { Bindings } from '../plan/value.ts'
import { resolveRedirects } from './bindings.ts'
import { faultWords } from './faults.ts'
import type { Exchange } from './network.ts'
import { secretPlace } from './plan-steps.ts'
import type { Subject } from './subject.ts'

export interface Diagnosis {
  message: string
  place: Place
  related: Place[]
  expected?: string
  actual?: string
}

/**
 * Finds the sentence behind a login that went wrong, from what was seen on the wire: the redirect URI that was sent,
 * the error that a standard names (RFC 6749, section 5.2; OpenID Connect Core, section 3.1.2.6). Null when the wire says nothing.
 */
export function diagnose(
  plan: Plan,
  subject: Subject,
  bindings: Bindings,
  exchanges: readonly Exchange[],
  signIn: SignIn,
): Diagnosis | null {
  if (signIn.outcome !== 'refused') return null
  const { provider, application, providerVersion, applicationVersion } = subject
  const client = provider.client(plan, providerVersion)
  const party = application.relyingParty(plan, applicationVersion)
  const registered = resolveRedirects(client, bindings)
  for (const { parameters } of exchanges) {
    const sent = parameters.get('redirect_uri')
    if (sent === null || registered.some((one) => provider.redirectMatches(one, sent, providerVersion)))
      continue
    const [first] = registered
    const decided = party.redirectUris.flatMap(({ place }) => (place ? [place] : []))
    const place = first?.place ?? decided[0]
    if (!place) continue
    const known = registered.map(({ uri }) => uri).join(', ') || 'none'
    const message = `${application.name} sends a redirect URI that the guide does not register`
    return { message, place, related: first ? decided : [], expected: sent, actual: known }
  }
  const found = clues(plan, client, party).find(({ word }) => word.test(signIn.message))
  return found?.place ? { message: found.message, place: found.place, related: [] } : null
}

function clues(
  plan: Plan,
  client: ReturnType<Subject['provider']['client']>,
  party: ReturnType<Subject['application']['relyingParty']>,
) {
  const address = (...purposes: string[]) =>
    party.urls.find(({ purpose }) => purposes.includes(purpose))?.place
  return [
    {
      word: /invalid_client|client authentication|client credentials/i,
      message: 'The provider does not accept how the application identifies itself',
      place: secretPlace(plan),
    },
    {
      word: faultWords['user-not-allowed'],
      message: `Only ${client.allowedGroups.map(({ name }) => name).join(', ')} may sign in at the provider`,
      place: client.allowedGroups[0]?.place,
    },
    {
      word: /scope/i,
      message: 'A scope that the application asks for is not supplied',
      place: party.scopes.find(({ place }) => place)?.place,
    },
    {
      word: /redirect/i,
      message: 'The redirect URIs of the two sides differ',
      place: client.redirects[0]?.place,
    },
    {
      word: /issuer|discovery|well-known|metadata/i,
      message: 'The issuer or its discovery document is not what the application expects',
      place: address('issuer', 'discovery', 'base'),
    },
  ]
}
