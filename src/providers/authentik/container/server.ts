import { randomBytes } from 'node:crypto'
import { type RunningServer, startServer } from '../../../containers/container.ts'
import { connectEngine, NoEngine } from '../../../containers/engine.ts'
import { type ImageSource, identifyImage } from '../../../containers/image.ts'
import { limitsFrom } from '../../../containers/limits.ts'
import { machineOf } from '../../../containers/machine.ts'
import { provenanceAtUrl } from '../../../containers/provenance.ts'
import type { Artifact } from '../../../plan/artifact.ts'
import { Infrastructure } from '../../contract.ts'
import { atLeast } from '../versions.ts'
import images from './images.json' with { type: 'json' }
import { untilReady } from './ready.ts'
import { openRest } from './rest.ts'

/** An authentik that can be set up: started here, or running already. */
export interface AuthentikServer extends Artifact, Pick<RunningServer, 'url' | 'logs'> {
  token: string
  stop(): Promise<void>
}

/** Milliseconds from an empty database to a server that can be provisioned: two to three minutes on two cores. */
const patience = 420_000

/**
 * `TOUCHSTONE_AUTHENTIK_URL` names a running server, with the token of an administrator in `TOUCHSTONE_AUTHENTIK_TOKEN`;
 * else containers are started.
 */
export async function authentikServer(version: string): Promise<AuthentikServer> {
  const { TOUCHSTONE_AUTHENTIK_URL: url, TOUCHSTONE_AUTHENTIK_TOKEN: token } = process.env
  if (url) {
    if (!token)
      throw new Infrastructure(
        'TOUCHSTONE_AUTHENTIK_URL is set and TOUCHSTONE_AUTHENTIK_TOKEN is not, expected an API token of an administrator',
      )
    return {
      url: url.replace(/\/$/, ''),
      token,
      provenance: provenanceAtUrl('AUTHENTIK'),
      logs: async () => [`The log of ${url} is not at hand`],
      stop: async () => {},
    }
  }
  try {
    return await started(version)
  } catch (error) {
    if (error instanceof NoEngine) throw new Infrastructure(error.message, { cause: error })
    throw new Infrastructure(`authentik ${version} did not start: ${(error as Error).message}`, {
      cause: error,
    })
  }
}

/** What {@link authentikServer} would run or reach. */
export async function identify({ version }: { version: string }): Promise<Artifact | null> {
  if (process.env.TOUCHSTONE_AUTHENTIK_URL) return { provenance: provenanceAtUrl('AUTHENTIK') }
  return identifyImage(imageOf(version))
}

function imageOf(version: string): ImageSource {
  const tag = images.tags[version as keyof typeof images.tags] ?? version
  return { variable: 'TOUCHSTONE_AUTHENTIK_IMAGE', official: `${images.official}:${tag}` }
}

const database = { name: 'authentik', user: 'authentik' }

/**
 * PostgreSQL, server and worker. The worker makes the objects that every provider needs, and must not share the server's
 * network: since 2026.5 both want port 9000. They find the database under the machine's name, at a port of its own, so
 * that no network of ours has to be made and removed.
 */
async function started(version: string): Promise<AuthentikServer> {
  await connectEngine()
  const machine = await machineOf()
  const [password, token] = [randomBytes(16).toString('hex'), randomBytes(32).toString('hex')]
  const running: RunningServer[] = []
  const stop = async () => {
    await Promise.allSettled(running.toReversed().map((one) => one.stop()))
  }
  try {
    const postgres = await startServer({
      image: { variable: 'TOUCHSTONE_POSTGRES_IMAGE', official: images.database },
      command: (_, own) => [...own],
      environment: { POSTGRES_DB: database.name, POSTGRES_USER: database.user, POSTGRES_PASSWORD: password },
      port: 5432,
      patience: 60_000,
    })
    running.push(postgres)
    const environment = {
      ...settings(version, token),
      AUTHENTIK_SECRET_KEY: randomBytes(32).toString('hex'),
      AUTHENTIK_POSTGRESQL__HOST: machine.name,
      AUTHENTIK_POSTGRESQL__PORT: new URL(postgres.url).port,
      AUTHENTIK_POSTGRESQL__NAME: database.name,
      AUTHENTIK_POSTGRESQL__USER: database.user,
      AUTHENTIK_POSTGRESQL__PASSWORD: password,
    }
    const image = imageOf(version)
    const common = { image, environment, hosts: machine.hosts, port: 9000, patience }
    const server = await startServer({ ...common, command: () => ['server'] })
    running.push(server)
    const worker = await startServer({ ...common, command: () => ['worker'] })
    running.push(worker)
    console.error(`waiting for the worker of ${server.image} to apply its blueprints …`)
    const { start } = limitsFrom(process.env, patience)
    await untilReady(openRest(server.url, token), start, async () => endOfAny([postgres, server, worker]))
    return {
      ...server,
      token,
      logs: async (lines) => [...(await server.logs(lines)), ...(await worker.logs(lines))],
      stop,
    }
  } catch (error) {
    const said = await Promise.all(running.map((one) => one.logs(8).catch(() => [])))
    await stop()
    throw new Error([(error as Error).message, ...said.flat()].join('\n'), { cause: error })
  }
}

/** The first container that ended, in the words of its last line. */
async function endOfAny(running: readonly RunningServer[]): Promise<string | null> {
  for (const one of running) {
    const [last] = (await one.logs(1)).slice(-1)
    if (last !== undefined && /^The container (ended|is gone)/.test(last)) return `${one.image}: ${last}`
  }
  return null
}

/** The server tells nobody about itself, and does without what guides do not need. */
function settings(version: string, token: string): Record<string, string> {
  return {
    AUTHENTIK_BOOTSTRAP_TOKEN: token,
    AUTHENTIK_BOOTSTRAP_PASSWORD: randomBytes(16).toString('hex'),
    AUTHENTIK_DISABLE_STARTUP_ANALYTICS: 'true',
    AUTHENTIK_DISABLE_UPDATE_CHECK: 'true',
    AUTHENTIK_ERROR_REPORTING__ENABLED: 'false',
    // A worker that is exchanged after a thousand requests leaves the one under way without an answer (500).
    AUTHENTIK_WEB__MAX_REQUESTS: '1000000',
    AUTHENTIK_OUTPOSTS__DISCOVER: 'false',
    AUTHENTIK_OUTPOSTS__DISABLE_EMBEDDED_OUTPOST: 'true',
    // Since 2026.5 it listens on `[::]`, which not every container has.
    ...(atLeast(version, '2026.5.0') && { AUTHENTIK_LISTEN__HTTP: '0.0.0.0:9000' }),
    // Since 2026.8 forwarded headers count only from these; the gateway comes from whatever address the engine gives it.
    ...(atLeast(version, '2026.8.0') && { AUTHENTIK_LISTEN__TRUSTED_PROXY_CIDRS: '0.0.0.0/0' }),
  }
}
