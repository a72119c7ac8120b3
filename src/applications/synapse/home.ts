import type { Plan } from '../../plan/plan.ts'
import { applicationHost } from '../_shared/host.ts'
import { baseOf, callbackPath } from './configuration.ts'
import { type Homeserver, readHomeserver } from './homeserver.ts'

/** Where Synapse is, and what it is called. */
export interface Home {
  /** `public_baseurl`, with its slash. */
  base: string
  origin: string
  /** What stands after the colon of a user ID. */
  serverName: string
}

/**
 * A guide for an installation that runs already need not state `server_name`: any will do then, and the host is one.
 * Without `public_baseurl` Synapse takes `https://<server_name>/` (server.py, v1.163.2).
 */
export function homeOf(plan: Plan, file: Homeserver = readHomeserver(plan)): Home {
  const stated = file.of('public_baseurl')?.text
  const named = file.of('server_name')?.text
  const host =
    named ??
    applicationHost(plan, {
      names: ['matrix', 'synapse'],
      callback: `/${callbackPath}`,
      foreign: [file.own('issuer')?.text ?? ''],
    })
  const base = stated && URL.canParse(stated) ? baseOf(stated) : `https://${host}/`
  return { base, origin: new URL(base).origin, serverName: named ?? new URL(base).host }
}
