import { Unreachable } from './contract.ts'

/** How long a running server may stay silent; milliseconds. */
export interface Silence {
  /** After this much of it the server is asked whether it lives. */
  first: number
  /** For that question. */
  probe: number
  /** One that lives, and is only slow with this one answer, has so much in all. */
  most: number
}

/** Ten seconds without an answer on loopback are odd, five more without one to anything are a hang. `factor` is for machines that do much else. */
export function silence(factor = 1): Silence {
  return { first: 10_000 * factor, probe: 5000 * factor, most: 30_000 * factor }
}

/** For as long, a server that hung is not asked again: what remains of its run ends at once instead of waiting anew. */
const remembered = 60_000

const hanging = new Map<string, { reason: string; until: number }>()

/** Why a server is known to hang, whoever found out in this process; null where nothing is known against it. */
export function knownToHang(upstream: string): string | null {
  const known = hanging.get(new URL(upstream).origin)
  return known && known.until > Date.now() ? known.reason : null
}

/**
 * Watches a request that is under way. `late` is called once, with the reason, when the server hangs or takes too long;
 * the returned function ends the watch.
 */
export function watchSilence(upstream: string, limits: Silence, late: (reason: string) => void): () => void {
  let over = false
  const rest = Math.max(0, limits.most - limits.first)
  let timer = setTimeout(ask, limits.first)
  async function ask() {
    const alive = await answers(upstream, limits.probe)
    if (over) return
    if (!alive) {
      const reason = `silent for ${seconds(limits.first)}, and for ${seconds(limits.probe)} to any other request: the server hangs`
      hanging.set(new URL(upstream).origin, { reason, until: Date.now() + remembered })
      return late(reason)
    }
    timer = setTimeout(
      () => late(`silent for ${seconds(limits.most)}, while the server answers others`),
      rest,
    )
  }
  return () => {
    over = true
    clearTimeout(timer)
  }
}

/** Any answer at all is a sign of life. */
async function answers(upstream: string, limit: number): Promise<boolean> {
  try {
    const answer = await fetch(upstream, { redirect: 'manual', signal: AbortSignal.timeout(limit) })
    await answer.body?.cancel()
    return true
  } catch {
    return false
  }
}

/**
 * One request to a running server, by its own address and not a guide's: what drivers set it up with. The answer is
 * read whole. Throws {@link Unreachable}, at once for a server that is known to hang.
 */
export async function askServer(url: string, init: RequestInit = {}, limits = silence()): Promise<Response> {
  const known = knownToHang(url)
  if (known !== null) throw new Unreachable(url, 'timeout', known)
  const control = new AbortController()
  let reason: string | null = null
  const done = watchSilence(new URL(url).origin, limits, (why) => {
    reason = why
    control.abort()
  })
  try {
    const answer = await fetch(url, { ...init, signal: control.signal })
    const body = await answer.arrayBuffer()
    const empty = body.byteLength === 0
    return new Response(empty ? null : body, { status: answer.status, headers: answer.headers })
  } catch (error) {
    if (reason !== null) throw new Unreachable(url, 'timeout', reason, { cause: error })
    throw new Unreachable(url, 'failed', reasonOf(error), { cause: error })
  } finally {
    done()
  }
}

/** Node says "fetch failed" and keeps the reason as the cause. */
function reasonOf(error: unknown): string {
  const { message, cause } = error as Error
  return cause instanceof Error ? `${message} (${cause.message || cause.name})` : message
}

const seconds = (milliseconds: number) => `${Math.round(milliseconds / 100) / 10} s`
