import type { Plan } from '../../plan/plan.ts'
import { applicationHost } from '../_shared/host.ts'
import { type ConfigLocal, readConfigLocal } from './config-local.ts'

/** Path of the redirect URI, whatever the file says (pgadmin/authenticate/oauth2.py, v9.18). */
export const callbackPath = '/oauth2/authorize'

/** Where readers open pgAdmin: the file has no address of its own, it is told by the browser and the reverse proxy. */
export interface Home {
  origin: string
  /** What pgAdmin takes for its own address: without a trusted `X-Forwarded-Proto` it is one of plain http. */
  own: string
}

export function homeOf(plan: Plan, file: ConfigLocal = readConfigLocal(plan)): Home {
  const keys = ['SERVER_METADATA_URL', 'AUTHORIZATION_URL', 'TOKEN_URL']
  const host = applicationHost(plan, {
    names: ['pgadmin', 'pgadmin4'],
    callback: callbackPath,
    foreign: keys.flatMap((key) => file.own(key)?.text ?? []),
  })
  const scheme = trustsScheme(file.of('PROXY_X_PROTO_COUNT')?.text) ? 'https' : 'http'
  return { origin: `https://${host}`, own: `${scheme}://${host}` }
}

/** One proxy is trusted unless the file says otherwise (config.py, v9.18). */
export function trustsScheme(count: string | undefined): boolean {
  return count !== '0'
}
