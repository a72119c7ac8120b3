import { patience } from '../../../machine/patience.ts'
import { takeTurn } from '../../../machine/turn.ts'
import { Infrastructure } from '../../contract.ts'
import { type PocketIdServer, startedServer } from './server.ts'

/** A server that nobody else uses meanwhile. */
export interface Turn {
  server: PocketIdServer
  end(): Promise<void>
}

/** Milliseconds after which a server of one's own is quicker than to wait for those before; and, where there is none, less than a step may take. */
const [worthWaiting, longest] = [5_000, 45_000]

/**
 * Pocket ID has one set of users and groups, and one issuer for all of them: guides take turns on a server, and what the
 * last one made is gone before the next one comes. Who would wait long, or names Pocket ID by another host, gets a server
 * of its own. Somebody's own server is the only one: everybody waits for it, and its issuer is what guides must name.
 */
export async function turnAt(shared: PocketIdServer, version: string, issuer: string): Promise<Turn> {
  if (shared.issuer === issuer) {
    const limit = (shared.disposable ? worthWaiting : longest) * patience()
    const end = await takeTurn(shared.url, limit)
    if (end) return { server: shared, end: async () => end() }
    if (!shared.disposable)
      throw new Infrastructure(`Pocket ID at ${shared.url} was in use by other guides for ${limit / 1000} s`)
  } else if (!shared.disposable) {
    throw new Infrastructure(
      `Pocket ID at ${shared.url} calls itself ${shared.issuer}, and the guide ${issuer}: start it with APP_URL=${issuer}, it need not be reached by that name`,
    )
  }
  const server = await startedServer(version, issuer)
  return { server, end: () => server.stop() }
}
