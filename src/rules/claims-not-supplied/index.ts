import type { RelyingPartyView, TokenKind } from '../../plan/knowledge.ts'
import type { Place } from '../../plan/place.ts'
import type { Rule } from '../../plan/rule.ts'
import { anchor } from '../support/anchor.ts'
import { nearest } from '../support/near.ts'
import { type Pair, pairOf } from '../support/products.ts'

type Claim = RelyingPartyView['claims'][number]

const rule: Rule = {
  id: 'claims/not-supplied',
  severity: 'error',
  summary: 'Every claim that the guide relies on is supplied, in the token where the application reads it.',
  help: 'A claim that is not in the token that the application reads does not exist for it: a claim of userinfo helps nothing where the ID token is read. Add the mapper or scope that supplies it, and ask for the scope.',
  *check(plan, context) {
    const pair = pairOf(plan, context)
    if (!pair) return
    for (const claim of reliedOn(pair)) {
      if (supplies(pair, claim)) continue
      const near = nearest(claim.claim, inToken(pair, claim))
      const [supply] = offers(pair).filter((offer) => offer.claim === claim.claim)
      const other = supply?.place ?? offers(pair).find((offer) => offer.claim === near)?.place
      const about = {
        message: messageOf(pair, claim, supply),
        help:
          supply && !supply.requested
            ? `Ask for the scope \`${supply.scope}\``
            : `Have ${pair.provider.name} put \`${claim.claim}\` into ${tokens[claim.in]}`,
        expected: `${claim.claim} in ${tokens[claim.in]}`,
        actual: inToken(pair, claim).join(', ') || 'no claims',
      }
      const unasked = supply && !supply.requested ? requestPlace(pair) : undefined
      const choice = supply?.requested ? claim.tokenPlace : undefined
      // All ends of the disagreement: where the claim is named, where scopes are asked for or the token is chosen, what supplies the claim.
      const ends = [claim.place, unasked, choice, other].filter((place) => place !== undefined)
      if (ends.length === 0) ends.push(anchor(plan, 'provider', /claim|scope|mapp/))
      for (const place of ends)
        yield {
          ...about,
          place,
          suggestion: supply ? undefined : place === claim.place ? near : claim.claim,
          related: ends
            .filter((end) => end !== place)
            .map((end) => ({
              message:
                end === claim.place
                  ? 'the claim is named here'
                  : end === unasked
                    ? 'scopes are asked for here'
                    : end === choice
                      ? 'the token is chosen here'
                      : 'supplied here',
              place: end,
            })),
        }
    }
  },
}
export default rule

function messageOf({ application }: Pair, claim: Claim, supply: Offer | undefined): string {
  const why = !supply
    ? 'nothing supplies it'
    : supply.requested
      ? `it is only in ${supply.in.map((kind) => tokens[kind]).join(' and ') || 'no token'}`
      : `it comes with the scope \`${supply.scope}\`, which is not asked for`
  return `${application.name} reads the claim \`${claim.claim}\` in ${tokens[claim.in]} (${claim.purpose}); ${why}`
}

const tokens = { id_token: 'the ID token', access_token: 'the access token', userinfo: 'userinfo' } as const

/** Claims without which nobody signs in, claims that the guide names itself, and one of those for groups where groups are mapped. */
function reliedOn(pair: Pair): Claim[] {
  const { claims, groupMap } = pair.party
  const certain = claims.filter((claim) => claim.required || claim.place)
  const groups = groupMap.length > 0 ? claims.filter((claim) => /group|role/i.test(claim.purpose)) : []
  const alternatives = groups.some((claim) => supplies(pair, claim)) ? [] : groups.slice(0, 1)
  return [...new Set([...certain, ...alternatives])]
}

interface Offer {
  claim: string
  in: TokenKind[]
  scope: string
  place?: Place
  requested: boolean
}

function offers({ client, party }: Pair): Offer[] {
  const requested = new Set(party.scopes.map((s) => s.scope))
  return client.scopes.flatMap((s) =>
    // A guide that says nothing of scopes is another finding: here it asks for everything.
    s.claims.map((c) => ({
      ...c,
      scope: s.scope,
      place: c.place ?? s.place,
      requested: requested.size === 0 || requested.has(s.scope),
    })),
  )
}

/** The request for scopes: the one that nothing supplies is the likely culprit. */
function requestPlace({ client, party }: Pair): Place | undefined {
  const stated = party.scopes.filter((asked) => asked.place)
  const odd = stated.find((asked) => !client.scopes.some((s) => s.scope === asked.scope))
  return (odd ?? stated[0])?.place
}

function inToken(pair: Pair, { in: token }: Claim): string[] {
  return offers(pair).flatMap((o) => (o.requested && o.in.includes(token) ? [o.claim] : []))
}

function supplies(pair: Pair, claim: Claim): boolean {
  return inToken(pair, claim).includes(claim.claim)
}
