import { NotStarted, type RunningServer, startServer } from '../../../containers/container.ts'
import { type ImageSource, identifyImage } from '../../../containers/image.ts'
import { machineOf } from '../../../containers/machine.ts'
import { Infrastructure, Refused } from '../../../providers/contract.ts'
import { forward } from '../../../web/forward.ts'
import { openProxy } from '../../../web/proxy.ts'
import type { ApplicationDriver } from '../../contract.ts'
import { endpointKey, type Prepared } from '../installation.ts'
import { NetBird } from '../instance.ts'
import type { ManagementServer, Start } from '../server.ts'
import images from './images.json' with { type: 'json' }
import { login } from './login.ts'
import { managementFile } from './management-file.ts'
import { ownerOf } from './owner.ts'

/**
 * NetBird's own management server in a container, with the management.json that configure.sh makes of the guide. It
 * decides on each token, answers who is signed in, syncs groups, and lets machines log in (the gRPC call of `netbird up`).
 *
 * Not real here are the two programs before it: the dashboard's script and the command line, whose OAuth part (request,
 * PKCE, redemption, what they check themselves) stays ours, see `../clients`.
 */
export const real: ApplicationDriver = {
  mode: 'real',
  identify: ({ version }) => identifyImage(imageOf(version)),
  install: async (options) => new NetBird(options, start),
}

const port = 8080
const folder = '/etc/netbird'

async function start({ version, prepared, settings, gateway }: Start): Promise<ManagementServer> {
  const proxy = await openProxy(gateway)
  const machine = await machineOf()
  const way = proxy.url(machine.name)
  let server: RunningServer
  try {
    server = await startServer({
      image: imageOf(version),
      command: () => [
        ...['--config', `${folder}/management.json`, '--port', String(port), '--log-file', 'console'],
        ...['--disable-anonymous-metrics', '--disable-legacy-port'],
        `--single-account-mode-domain=${prepared.text('NETBIRD_DOMAIN')}`,
      ],
      // It would fetch a database of places from the internet, and stop without it (management/internals/server/modules.go:41-51).
      environment: {
        NB_DISABLE_GEOLOCATION: 'true',
        SSL_CERT_FILE: `${folder}/authority.pem`,
        https_proxy: way,
        http_proxy: way,
      },
      files: {
        [`${folder}/management.json`]: managementFile(prepared),
        [`${folder}/authority.pem`]: gateway.ca,
      },
      hosts: machine.hosts,
      port,
      ready: { port, path: '/api/instance', status: 200 },
      // Less than a step may take, so that the reason is told.
      patience: 50_000,
    })
  } catch (error) {
    await proxy.close()
    throw failure(error, prepared)
  }
  return {
    answer: async (request, response) => forward(request, response, server.url),
    login: (token) => login(server.url, token),
    account: ownerOf(server.url, settings),
    logs: () => server.logs(20),
    artifact: () => server,
    async stop() {
      await server.stop()
      await proxy.close()
    },
  }
}

function imageOf(version: string): ImageSource {
  const tag = images.tags[version as keyof typeof images.tags]
  return { variable: 'TOUCHSTONE_NETBIRD_IMAGE', official: `${images.official}:${tag}` }
}

/** Words with which it stops at a value of the guide (management/cmd/management.go, management/internals/server/modules.go, v0.77.1). */
const stops: Array<[words: RegExp, key: string]> = [
  [/^Error: failed reading provided config file: \S+: (.*)/, endpointKey],
  [/failed to create IDP service: (.*)/, 'NETBIRD_MGMT_IDP'],
]

function failure(error: unknown, { setup }: Prepared): Error {
  const lines = error instanceof NotStarted ? error.lines : []
  for (const [words, key] of stops) {
    const told = lines.map((line) => words.exec(line)?.[1]).find((one) => one !== undefined)
    if (told !== undefined) return new Refused(told, setup.of(key)?.place ?? setup.place)
  }
  return new Infrastructure(`NetBird's management server did not start: ${error}`)
}
