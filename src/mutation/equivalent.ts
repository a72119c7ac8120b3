import type { Plan } from '../plan/plan.ts'
import type { Subject } from '../verify/subject.ts'
import { preferenceOf } from './free.ts'
import type { Mutation } from './mutation.ts'
import { parts } from './urls.ts'

/** Why a change that nobody noticed is none; null where it should have been noticed. */
type Proof = (mutation: Mutation, plan: Plan, subject: Subject) => string | null

/**
 * A change of words that changes nothing for the reader is no mistake, and noticing it would be wrong. Each kind is
 * proved by what is known of the product, which is held to recorded answers; a change that was noticed is never asked for.
 */
export function equivalenceOf(mutation: Mutation, plan: Plan, subject: Subject): string | null {
  for (const proof of [sameEndpoint, sameClaims, preference]) {
    const reason = proof(mutation, plan, subject)
    if (reason !== null) return reason
  }
  return null
}

/** A discovery document is fetched and never compared, unlike an issuer: where the provider answers alike, the slash is nothing. */
const sameEndpoint: Proof = ({ operator, before, after }, plan, { provider, providerVersion }) => {
  const [from, to] = [parts(before), parts(after)]
  if (operator !== 'slash' || !from || !to || !/\/\.well-known\/[^/]+\/?$/.test(from.path)) return null
  if (from.host !== parts(provider.client(plan, providerVersion).issuer)?.host) return null
  const [one, other] = [from, to].map(({ path }) => provider.route(plan, path, providerVersion))
  if (!one?.routed || !other?.routed || one.endpoint !== other.endpoint) return null
  return `${provider.name} answers at both alike`
}

/** Some providers give the claims of a scope to every request of the client, asked for or not. */
const sameClaims: Proof = ({ operator, before, after }, plan, { provider, providerVersion }) => {
  if (operator !== 'scope') return null
  const [asked, left] = [before, after].map((text) => text.split(/[\s,|]+/).filter(Boolean))
  const dropped = asked?.filter((scope) => !left?.includes(scope)) ?? []
  if (dropped.length === 0 || left?.some((scope) => !asked?.includes(scope))) return null
  const supplied = provider.client(plan, providerVersion).scopes
  const claimsOf = (scopes: string[] = []) =>
    supplied
      .filter(({ scope }) => scopes.includes(scope))
      .flatMap(({ claims }) => claims.flatMap((one) => one.in.map((token) => `${one.claim} in ${token}`)))
  const still = new Set(claimsOf(left))
  if (!claimsOf(dropped).every((claim) => still.has(claim))) return null
  return `${provider.name} gives the claims of \`${dropped.join(' ')}\` without being asked`
}

const preference: Proof = ({ fact: id, place }, plan, { provider, application }) => {
  const fact = plan.facts.find((one) => one.id === id)
  const of =
    fact?.kind === 'setting'
      ? fact
      : fact?.kind === 'block' &&
        fact.entries.find((entry) =>
          [entry.place, entry.value.place].some(
            ({ file, start }) => file === place.file && start.offset === place.start.offset,
          ),
        )
  return of ? (preferenceOf(of, [provider.vocabulary, application.vocabulary]) ?? null) : null
}
