import type { Plan } from '../../plan/plan.ts'
import { factsOf } from '../../plan/read.ts'
import type { RuleContext } from '../../plan/rule.ts'
import { oncePerPair } from './memo.ts'
import { clientOf } from './products.ts'

/** The parts of an address in which angle tokens may stand (`https://a.company/realms/<realm>`), unlike `URL`, which encodes them. */
export interface Address {
  scheme: string
  host: string
  /** With port. */
  authority: string
  /** Begins with a slash, or is empty; without query and fragment. */
  path: string
  rest: string
}

const shape = /^([a-z][a-z0-9+.-]*):\/\/([^/?#\s]+)([^?#\s]*)(\S*)$/i

export function parseAddress(text: string): Address | null {
  const match = shape.exec(text)
  if (!match) return null
  const [, scheme = '', authority = '', path = '', rest = ''] = match
  return { scheme: scheme.toLowerCase(), authority, host: authority.replace(/:\d+$/, ''), path, rest }
}

/** Addresses of this machine, where http is fine: RFC 8252 section 7.3. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || host.startsWith('127.')
}

/** Whether the host can only be meant as an example of one that the reader has: `a.company`, RFC 2606. */
export function isExampleHost(host: string): boolean {
  return /(^|\.)(company|example|test)$|(^|\.)example\.(com|net|org)$/i.test(host)
}

/** The hosts that the provider answers at: from the issuer, and from placeholders that speak of it. */
export const providerHosts = oncePerPair((plan: Plan, context: RuleContext): Set<string> => {
  const names = [plan.provider, ...(context.provider?.vocabulary.names ?? [])].map((n) => n.toLowerCase())
  const declared = factsOf(plan, 'placeholder').filter(
    (p) =>
      p.shape === 'host' &&
      names.some((n) => p.meaning.toLowerCase().includes(n) || p.token.split('.')[0]?.toLowerCase() === n),
  )
  const client = clientOf(plan, context)
  const issuer = client && parseAddress(client.issuer)
  return new Set([...declared.map((p) => p.token), ...(issuer ? [issuer.host] : [])])
})
