import type { Place } from '../../../plan/place.ts'
import type { Plan } from '../../../plan/plan.ts'
import { applicationHost } from '../../_shared/host.ts'
import { type Stated, switchOf } from './settings.ts'

export const callbackPath = '/sso/callback'

/** Where readers open the console, and what the server takes its own address to be. */
export interface Addresses {
  /** `https://technitium.company` */
  console: string
  /** Scheme that the server sees, and why. */
  scheme: string
  why: string
  place?: Place
  /** True where the guide says nothing of a proxy or TLS: many proxies send the header by themselves. */
  unsaid?: true
  /** Host and path base that the proxy announces instead of those of the request. */
  host: string
  base: string
}

/**
 * The server builds its redirect URI from the request as it sees it: scheme, Host and path base, overridden by three
 * headers of the proxy. A proxy that ends TLS and sends no `X-Forwarded-Proto` makes it `http`.
 * Source: DnsWebService.cs, v15.2.
 */
export function addressesOf(plan: Plan, stated: Stated): Addresses {
  const foreign = ['authority', 'metadata_address'].flatMap((field) => stated.text(field) ?? [])
  const declared = applicationHost(plan, {
    names: ['technitium', 'Technitium DNS Server', 'Technitium DNS', 'dns'],
    callback: callbackPath,
    foreign,
  })
  const host = headerValue(stated, 'forwarded_host') ?? declared
  const base = (headerValue(stated, 'forwarded_prefix') ?? '').replace(/\/$/, '')
  const proto = stated.of('forwarded_proto')
  if (proto) {
    const scheme = headerValue(stated, 'forwarded_proto') ?? 'https'
    const why = `the proxy sends X-Forwarded-Proto: ${scheme}`
    return { console: `https://${declared}`, scheme, why, place: proto.place, host, base }
  }
  const own = stated.of('web_https')
  if (own && switchOf(stated, 'web_https', false)) {
    const port = stated.text('web_https_port') ?? '53443'
    const withPort = declared.includes(':') || port === '443' ? declared : `${declared}:${port}`
    const why = 'the console has TLS of its own'
    return { console: `https://${withPort}`, scheme: 'https', why, place: own.place, host: withPort, base }
  }
  const why = 'as long as the proxy sends X-Forwarded-Proto, of which the guide says nothing'
  return { console: `https://${declared}`, scheme: 'https', why, unsaid: true, host, base }
}

export function redirectUri({ scheme, host, base }: Addresses): string {
  return `${scheme}://${host}${base}${callbackPath}`
}

/** A variable of the proxy (`$scheme`, `{host}`) stands for what the proxy itself got: then the request says it. */
function headerValue(stated: Stated, field: string): string | undefined {
  const text = stated.text(field)?.trim()
  return text === undefined || /[${%]/.test(text) ? undefined : text
}
