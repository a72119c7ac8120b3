import { setTimeout as wait } from 'node:timers/promises'
import { Infrastructure } from '../../contract.ts'
import { shippedKey } from './representation.ts'
import { type Rest, RestRefusal } from './rest.ts'

/** A set of objects that the worker makes at the first start. */
export interface Blueprint {
  pk: string
  name: string
  status: 'successful' | 'warning' | 'error' | 'orphaned' | 'unknown'
}

/** What a guide takes for granted. Source: `blueprints/`, 2026.5; the names are the same since 2024.12. */
export const neededBlueprints = [
  'System - OAuth2 Provider - Scopes',
  'Default - Authentication flow',
  'Default - Provider authorization flow (implicit consent)',
  'Default - Provider authorization flow (explicit consent)',
  'Default - Provider invalidation flow',
  'Default - Invalidation flow',
  'Default - Brand',
]

export type Readiness = { ready: true } | { ready: false; waitingFor: string; retry: Blueprint[] }

/**
 * Whether a server can be provisioned. The probes say 200 as soon as the database answers, minutes before the worker has
 * made the flows and scope mappings that every provider needs. A blueprint that failed is worth another try: one may
 * need what another makes.
 */
export function readiness(blueprints: readonly Blueprint[], keys: readonly string[]): Readiness {
  const missing = neededBlueprints.filter(
    (name) => !blueprints.some((one) => one.name === name && one.status === 'successful'),
  )
  if (missing.length > 0) {
    const retry = blueprints.filter(({ name, status }) => missing.includes(name) && status === 'error')
    return { ready: false, waitingFor: `the blueprint "${missing[0]}"`, retry }
  }
  if (!keys.includes(shippedKey)) return { ready: false, waitingFor: `the key "${shippedKey}"`, retry: [] }
  return { ready: true }
}

/** Milliseconds between two questions, and before a blueprint that failed is tried again. */
const [pause, retryAfter] = [500, 5000]

/** Waits until the server can be provisioned; `ended` tells how a container ended that will never answer. */
export async function untilReady(
  rest: Rest,
  patience: number,
  ended: () => Promise<string | null> = async () => null,
): Promise<void> {
  const end = Date.now() + patience
  let retriedAt = 0
  for (;;) {
    const state = await stateOf(rest)
    if (state.ready) return
    const reason = await ended()
    if (reason !== null) throw new Infrastructure(reason)
    if (Date.now() > end)
      throw new Infrastructure(`not ready within ${patience / 1000} s, still waiting for ${state.waitingFor}`)
    if (state.retry.length > 0 && Date.now() - retriedAt > retryAfter) {
      retriedAt = Date.now()
      for (const { pk } of state.retry)
        await rest.call('POST', `/managed/blueprints/${pk}/apply/`).catch(() => {})
    }
    await wait(pause)
  }
}

async function stateOf(rest: Rest): Promise<Readiness> {
  try {
    const [blueprints, keys] = await Promise.all([
      rest.list<Blueprint>('/managed/blueprints/'),
      rest.list<{ name: string }>('/crypto/certificatekeypairs/?has_key=true'),
    ])
    return readiness(
      blueprints,
      keys.map(({ name }) => name),
    )
  } catch (error) {
    if (!(error instanceof Infrastructure || error instanceof RestRefusal)) throw error
    // 403 until the bootstrap token is there, 503 while Python starts.
    return { ready: false, waitingFor: error.message, retry: [] }
  }
}
