import { Infrastructure, type ProviderInstance } from '../providers/contract.ts'
import type { Route } from '../web/contract.ts'
import type { Watched } from './network.ts'

/** When a request was sent and answered by the clock of this machine (milliseconds since 1970), and when by the server's. */
export interface Times {
  /** A `Date` header (RFC 9110, section 6.6.1); null where the answer has none. */
  date: string | null
  sent: number
  received: number
}

/** Milliseconds up to which a server may differ before anybody signs in: applications forgive a token as much at least. */
export const unfit = 30_000

/** Milliseconds from which a difference may be why a login failed: some applications forgive a token nothing. */
export const suspicious = 5000

/**
 * By how much a server's clock is ahead of this machine's (below zero: behind), in milliseconds; null where its answer
 * does not tell. A slow answer is no skew: any moment between question and answer is right, and the header has whole seconds.
 */
export function skewOf({ date, sent, received }: Times): number | null {
  const told = date === null ? Number.NaN : Date.parse(date)
  if (Number.isNaN(told)) return null
  if (told + 1000 <= sent) return told + 1000 - sent
  return Math.max(0, told - received)
}

/** Throws {@link Infrastructure} for a clock that is off by more than `limit` milliseconds. */
export function checkClock(whose: string, skew: number | null, limit: number): void {
  if (skew !== null && Math.abs(skew) > limit) throw new Infrastructure(describeSkew(whose, skew))
}

export function describeSkew(whose: string, skew: number): string {
  const seconds = Math.round(Math.abs(skew) / 1000)
  return `The clock of ${whose} is ${seconds} s ${skew > 0 ? 'ahead of' : 'behind'} the clock of this machine, so tokens are too old or from the future: set both by the same time server`
}

/** A product whose servers have clocks. */
export interface Clocked {
  name: string
  routes: ReadonlyMap<string, Route>
  /** For servers whose answers do not tell the time. */
  now?: ProviderInstance['now']
}

/** Asks each server of a product for its time; stand-ins and profiles have this machine's. Throws {@link Infrastructure}. */
export async function checkClocks(
  network: Watched,
  { name, routes, now }: Clocked,
  limit: number,
): Promise<void> {
  for (const origin of routes.keys()) {
    if (!network.isServer(origin)) continue
    await network.fetch(`${origin}/`).catch(() => {})
    checkClock(`${name} (${origin})`, network.skews.get(origin) ?? (await skewByAsking(now)), limit)
  }
}

async function skewByAsking(now: Clocked['now']): Promise<number | null> {
  const sent = Date.now()
  // One that does not answer fails elsewhere, and for a better reason.
  const date = (await now?.().catch(() => null)) ?? null
  return skewOf({ date: date?.toUTCString() ?? null, sent, received: Date.now() })
}
