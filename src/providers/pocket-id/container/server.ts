import { randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { type RunningServer, startServer } from '../../../containers/container.ts'
import { NoEngine } from '../../../containers/engine.ts'
import { type ImageSource, identifyImage } from '../../../containers/image.ts'
import { provenanceAtUrl } from '../../../containers/provenance.ts'
import { patience } from '../../../machine/patience.ts'
import type { Artifact } from '../../../plan/artifact.ts'
import { askServer, silence } from '../../../web/upstream.ts'
import { Infrastructure } from '../../contract.ts'
import images from './images.json' with { type: 'json' }

/** A Pocket ID that can be set up: started here, or running already. */
export interface PocketIdServer extends Artifact, Pick<RunningServer, 'url' | 'logs' | 'stop'> {
  /** APP_URL, which it calls itself in discovery and tokens, whatever the address at which it is reached. */
  issuer: string
  apiKey: string
  /** Whether everything on it may be removed: what is on somebody's own server stays. */
  disposable: boolean
}

export const releases: readonly string[] = Object.keys(images.tags)

/** Variables by which another process reaches a server. */
export function environmentOf({ url, apiKey, disposable }: PocketIdServer): Record<string, string> {
  return {
    TOUCHSTONE_POCKET_ID_URL: url,
    TOUCHSTONE_POCKET_ID_API_KEY: apiKey,
    ...(disposable && { TOUCHSTONE_POCKET_ID_DISPOSABLE: 'true' }),
  }
}

/**
 * `TOUCHSTONE_POCKET_ID_URL` names a running server, `_API_KEY` is its STATIC_API_KEY, `_DISPOSABLE=true` says that all
 * it holds may go. Else a container is started that calls itself `issuer`.
 */
export async function pocketIdServer(version: string, issuer: string): Promise<PocketIdServer> {
  const { TOUCHSTONE_POCKET_ID_URL: url } = process.env
  return url ? runningServer(url.replace(/\/$/, '')) : startedServer(version, issuer)
}

/** What {@link pocketIdServer} would run or reach. */
export async function identify({ version }: { version: string }): Promise<Artifact | null> {
  if (process.env.TOUCHSTONE_POCKET_ID_URL) return { provenance: provenanceAtUrl('POCKET_ID') }
  return identifyImage(imageOf(version))
}

async function runningServer(url: string): Promise<PocketIdServer> {
  const { TOUCHSTONE_POCKET_ID_API_KEY: apiKey, TOUCHSTONE_POCKET_ID_DISPOSABLE: disposable } = process.env
  if (!apiKey)
    throw new Infrastructure(
      `TOUCHSTONE_POCKET_ID_URL is ${url}, expected TOUCHSTONE_POCKET_ID_API_KEY with it: the STATIC_API_KEY that the server was started with`,
    )
  return {
    url,
    apiKey,
    issuer: await issuerAt(url),
    disposable: disposable === 'true',
    provenance: provenanceAtUrl('POCKET_ID'),
    logs: async () => [`The log of ${url} is not at hand`],
    stop: async () => {},
  }
}

async function issuerAt(url: string): Promise<string> {
  try {
    const answer = await askServer(`${url}/.well-known/openid-configuration`, {}, silence(patience()))
    const { issuer } = (await answer.json()) as { issuer?: unknown }
    if (typeof issuer === 'string') return issuer
    throw new Error(`it answers ${answer.status} without an issuer`)
  } catch (error) {
    throw new Infrastructure(`No Pocket ID answers at ${url}: ${(error as Error).message}`, { cause: error })
  }
}

/** Starts a container of its own, whatever runs already. */
export async function startedServer(version: string, issuer: string): Promise<PocketIdServer> {
  const apiKey = randomBytes(24).toString('base64url')
  try {
    const server = await startServer({
      image: imageOf(version),
      command: (_from, own) => [...own],
      environment: {
        APP_URL: issuer,
        ENCRYPTION_KEY: randomBytes(24).toString('base64url'),
        STATIC_API_KEY: apiKey,
        // One person's log-in may follow the other's at once: the product admits five, then one in ten seconds.
        DISABLE_RATE_LIMITING: 'true',
        ANALYTICS_DISABLED: 'true',
        VERSION_CHECK_DISABLED: 'true',
      },
      port: 1411,
      ready: { port: 1411, path: '/healthz', status: 204 },
      patience: 60_000,
      onWait: (what) => console.error(`waiting for ${what} …`),
    })
    await whenKeyWorks(server.url, apiKey)
    const logs = async (count: number) => (await server.logs(count)).map(withoutCodes)
    return { ...server, logs, issuer, apiKey, disposable: true }
  } catch (error) {
    if (error instanceof NoEngine) throw new Infrastructure(error.message, { cause: error })
    throw new Infrastructure(`Pocket ID ${version} did not start: ${(error as Error).message}`, {
      cause: error,
    })
  }
}

/** The product logs the paths of requests, and that of a log-in has the code in it. */
export function withoutCodes(line: string): string {
  return line.replace(/(\/one-time-access-token\/)[^\s"?]+/g, '$1…')
}

/** The key's user is made at the first call; just after `/healthz` turned good calls were seen to answer 401. */
async function whenKeyWorks(url: string, apiKey: string): Promise<void> {
  for (let tries = 0; tries < 20; tries++) {
    const { status } = await askServer(
      `${url}/api/oidc/clients`,
      { headers: { 'x-api-key': apiKey } },
      silence(patience()),
    )
    if (status === 200) return
    await wait(100)
  }
  throw new Error('it answers, but does not take its STATIC_API_KEY')
}

function imageOf(version: string): ImageSource {
  const tag = images.tags[version as keyof typeof images.tags] ?? `v${version}`
  return { variable: 'TOUCHSTONE_POCKET_ID_IMAGE', official: `${images.official}:${tag}` }
}
