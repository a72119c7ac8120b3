import { type RunningServer, startServer } from '../../../containers/container.ts'
import { NoEngine } from '../../../containers/engine.ts'
import { type ImageSource, identifyImage } from '../../../containers/image.ts'
import { provenanceAtUrl } from '../../../containers/provenance.ts'
import type { Artifact } from '../../../plan/artifact.ts'
import { Infrastructure } from '../../contract.ts'
import { complete } from '../versions.ts'
import images from './images.json' with { type: 'json' }

/** An administrator for a server that lives on loopback and for minutes. */
export const administrator = { username: 'touchstone', password: 'for-this-run-only' }

/**
 * A server that lives for minutes never earns back what the optimizing compiler costs: two guides and the start took
 * 22 s of the processor instead of 37 with this and the class archive of a built image (26.7.0, two cores).
 */
export const quickly = { JAVA_TOOL_OPTIONS: '-XX:TieredStopAtLevel=1' }

/** A Keycloak that can be set up: started here, or running already. */
export interface KeycloakServer extends Artifact, Pick<RunningServer, 'url' | 'logs'> {
  username: string
  password: string
  stop(): Promise<void>
}

/** `TOUCHSTONE_KEYCLOAK_URL` names a running server (with `_USERNAME` and `_PASSWORD`); else a container is started. */
export async function keycloakServer(version: string): Promise<KeycloakServer> {
  const {
    TOUCHSTONE_KEYCLOAK_URL: url,
    TOUCHSTONE_KEYCLOAK_USERNAME,
    TOUCHSTONE_KEYCLOAK_PASSWORD,
  } = process.env
  if (url) {
    return {
      url: url.replace(/\/$/, ''),
      provenance: provenanceAtUrl('KEYCLOAK'),
      username: TOUCHSTONE_KEYCLOAK_USERNAME ?? administrator.username,
      password: TOUCHSTONE_KEYCLOAK_PASSWORD ?? administrator.password,
      logs: async () => [`The log of ${url} is not at hand`],
      stop: async () => {},
    }
  }
  try {
    return { ...(await started(version)), ...administrator }
  } catch (error) {
    if (error instanceof NoEngine) throw new Infrastructure(error.message, { cause: error })
    throw new Infrastructure(`Keycloak ${version} did not start: ${(error as Error).message}`, {
      cause: error,
    })
  }
}

function imageOf(version: string): ImageSource {
  const tag = images.tags[complete(version) as keyof typeof images.tags] ?? complete(version)
  return {
    variable: 'TOUCHSTONE_KEYCLOAK_IMAGE',
    built: `${images.built}:${tag}`,
    official: `${images.official}:${tag}`,
  }
}

/** What {@link keycloakServer} would run or reach. */
export async function identify({ version }: { version: string }): Promise<Artifact | null> {
  if (process.env.TOUCHSTONE_KEYCLOAK_URL) return { provenance: provenanceAtUrl('KEYCLOAK') }
  return identifyImage(imageOf(version))
}

/** The log-in page that every server has, of its own account console (RFC 7636, appendix B, for the challenge). */
const logIn = `/realms/master/protocol/openid-connect/auth?${new URLSearchParams({
  client_id: 'account-console',
  redirect_uri: '/realms/master/account/',
  response_type: 'code',
  scope: 'openid',
  code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  code_challenge_method: 'S256',
})}`

/** The first answers load the theme and the keys, which takes a busy machine longer than a request may take. */
export const firstPages = [
  '/realms/master/.well-known/openid-configuration',
  '/realms/master/protocol/openid-connect/certs',
  logIn,
]

function started(version: string): Promise<RunningServer> {
  const common = ['--http-enabled=true', '--hostname-strict=false', '--proxy-headers=xforwarded']
  return startServer({
    image: imageOf(version),
    // A built image has its database and its configuration already, and so has one that is made of it; the publisher's makes
    // them at each start.
    command: (from, own) =>
      from === 'built' || own.includes('--optimized')
        ? ['start', '--optimized', ...common]
        : ['start-dev', ...common],
    environment: {
      KC_BOOTSTRAP_ADMIN_USERNAME: administrator.username,
      KC_BOOTSTRAP_ADMIN_PASSWORD: administrator.password,
      KC_HEALTH_ENABLED: 'true',
      ...quickly,
    },
    port: 8080,
    // Since 26.6 the ports open before the server is ready; only this endpoint tells.
    ready: { port: 9000, path: '/health/ready', status: 200 },
    warmUp: firstPages,
    patience: 240_000,
    onWait: (what) => console.error(`waiting for ${what} …`),
  })
}
