import { isIP } from 'node:net'
import type { Place } from '../../../plan/place.ts'
import type { Plan } from '../../../plan/plan.ts'
import { applicationHost } from '../../_shared/host.ts'
import type { Stated } from './settings.ts'

export const callbackPath = '/auth/oidc'

/** The origin where readers open the application, with the base path that the container is told. */
export function homeOf(plan: Plan, stated: Stated): { origin: string; base: string } {
  const base = (stated.text('base_url') ?? '').trim().replace(/\/+$/, '')
  const host = applicationHost(plan, {
    names: ['audiobookrequest', 'AudioBookRequest', 'abr', 'audiobooks'],
    callback: `${base}${callbackPath}`,
    foreign: [stated.text('endpoint') ?? ''],
  })
  return { origin: `https://${host}`, base }
}

/**
 * Scheme of the redirect URI and what decides it: `http` in a new installation, whatever the request came by, because
 * the last database migration enters it (alembic/versions/1718055d5ca8, v1.10.0). With `auto` the server takes what it
 * sees, and it sees http behind a proxy that it does not trust.
 */
export function redirectScheme(stated: Stated): { scheme: string; why: string; place?: Place } {
  const chosen = stated.of('redirect_scheme')
  const text = stated.text('redirect_scheme')?.trim()
  if (!chosen || text === undefined) {
    return { scheme: 'http', why: 'a new installation forces http until the redirect scheme is chosen' }
  }
  const { place } = chosen
  if (text === 'http' || text === 'https')
    return { scheme: text, why: `the redirect scheme is ${text}`, place }
  const trusted = stated.of('forwarded_allow_ips')
  const header = stated.text('forwarded_proto')?.trim()
  if (!trusted) {
    const why =
      '`auto` believes a proxy only if its address is in ABR_APP__FORWARDED_ALLOW_IPS, and sees http otherwise'
    return { scheme: 'http', why, place }
  }
  if (!header) {
    return { scheme: 'http', why: '`auto` sees http as long as the proxy sends no X-Forwarded-Proto', place }
  }
  const scheme = /[${%]/.test(header) ? 'https' : header
  return { scheme, why: `\`auto\` sees the X-Forwarded-Proto of the proxy: ${scheme}`, place }
}

/** How trusted proxies are named: `10.0.0.1`, `10.0.0.0/16`. */
export function isNetwork(text: string): boolean {
  const [address = '', length] = text.split('/')
  const version = isIP(address)
  return version !== 0 && (length === undefined || (/^\d+$/.test(length) && Number(length) <= 128))
}
