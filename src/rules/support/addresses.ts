import type { RelyingPartyView } from '../../plan/knowledge.ts'
import type { Place } from '../../plan/place.ts'
import type { Plan } from '../../plan/plan.ts'
import type { RuleContext } from '../../plan/rule.ts'
import { oncePerPair } from './memo.ts'
import { pairOf } from './products.ts'
import { type Address, parseAddress, providerHosts } from './urls.ts'
import { entered } from './values.ts'

export interface ProviderUrl {
  url: string
  /** `unknown` for an address that the application is not known to call. */
  purpose: RelyingPartyView['urls'][number]['purpose'] | 'unknown'
  address: Address
  place: Place
  /** Whether the guide enters it as the issuer. */
  isIssuer: boolean
}

/** Every address of the provider in the guide: those that the application calls first, each place once. */
export const providerUrls = oncePerPair((plan: Plan, context: RuleContext): ProviderUrl[] => {
  const hosts = providerHosts(plan, context)
  const called = (pairOf(plan, context)?.party.urls ?? []).map((one) => ({
    ...one,
    isIssuer: one.purpose === 'issuer',
  }))
  const shown = entered(plan)
    .filter(({ fact, side }) => fact.kind === 'url' || side === 'application')
    .map(({ leaf, field }) => ({
      url: leaf.text,
      purpose: 'unknown' as const,
      place: leaf.place,
      isIssuer: /^(issuer|authority)/.test(field ?? ''),
    }))
  const seen = new Set<string>()
  return [...called, ...shown].flatMap(({ url, purpose, place, isIssuer }) => {
    const address = parseAddress(url)
    const key = `${place.file}:${place.start.offset}`
    if (!address || !hosts.has(address.host) || seen.has(key)) return []
    seen.add(key)
    return [{ url, purpose, address, place, isIssuer }]
  })
})

/** Whether an issuer differs from that of the provider by the slash at its end alone. */
export function differsBySlash(url: string, issuer: string): boolean {
  return url !== issuer && url.replace(/\/$/, '') === issuer.replace(/\/$/, '')
}

/** What is fetched for an address of this purpose: an issuer is where discovery begins (OpenID Connect Discovery 1.0, section 4). */
export function requestedPath({ purpose, address }: Pick<ProviderUrl, 'purpose' | 'address'>): string {
  return purpose === 'issuer'
    ? `${address.path.replace(/\/$/, '')}/.well-known/openid-configuration`
    : address.path
}

/** `/application/o/` and `<application_slug>` of an issuer `…/application/o/<application_slug>/`; null for an issuer without path. */
export function slugOf(issuer: string): { prefix: string; slug: string } | null {
  const match = /^(.*\/)([^/]+)\/?$/.exec(parseAddress(issuer)?.path ?? '')
  return match ? { prefix: match[1] ?? '/', slug: match[2] ?? '' } : null
}

/** The same path with the guide's own slug in the place of the slug; null when it has no other slug there. */
export function withSlug(path: string, issuer: string): { other: string; path: string } | null {
  const own = slugOf(issuer)
  if (!own || !path.startsWith(own.prefix)) return null
  const [other = '', ...rest] = path.slice(own.prefix.length).split('/')
  if (other === '' || other === own.slug) return null
  return { other, path: own.prefix + [own.slug, ...rest].join('/') }
}
