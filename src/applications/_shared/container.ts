import type { RunningServer } from '../../containers/container.ts'
import type { WayIn } from '../../web/proxy.ts'

/** A real application's container, which may still be starting, or may never have been asked for. */
export type Starting = Promise<RunningServer> | undefined

/** What the application wrote last. */
export async function lastLines(starting: Starting): Promise<string[]> {
  return (await starting?.then((server) => server.logs(20)).catch(() => [])) ?? []
}

/** Ends it, also where nobody waits for the start any more; a container that is gone needs no stopping. */
export async function end(starting: Starting, proxy?: WayIn): Promise<void> {
  await starting?.then((server) => server.stop()).catch(() => {})
  await proxy?.close()
}
