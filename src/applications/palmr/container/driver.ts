import { NotStarted, type RunningServer, startServer } from '../../../containers/container.ts'
import { type ImageSource, identifyImage } from '../../../containers/image.ts'
import { machineOf } from '../../../containers/machine.ts'
import { Infrastructure, Refused } from '../../../providers/contract.ts'
import type { Gateway } from '../../../web/contract.ts'
import { openProxy, type WayIn } from '../../../web/proxy.ts'
import { html } from '../../_shared/answer.ts'
import { end, lastLines } from '../../_shared/container.ts'
import type { ApplicationDriver } from '../../contract.ts'
import { logInPage } from '../entrance.ts'
import { expectFault, expectUser } from '../promises.ts'
import { palmrOrigin } from '../row.ts'
import images from './images.json' with { type: 'json' }
import { createReader } from './reader.ts'

/** Palmr itself, server and web front in one container behind the gateway. The guide's row is saved as its dialog does it. */
export const real: ApplicationDriver = {
  mode: 'real',
  identify: ({ version }) => identifyImage(imageOf(version)),
  async install({ version, plan, gateway }) {
    const origin = palmrOrigin(plan)
    let proxy: WayIn | undefined
    let starting: Promise<RunningServer> | undefined
    let running: RunningServer | undefined
    let reader: ReturnType<typeof createReader> | undefined
    let name = ''

    /** Starts it, and gives it the guide's origin. */
    async function open(at: string) {
      proxy ??= await openProxy(gateway)
      starting = start(version, gateway, proxy)
      running = await starting.catch((error: unknown) => {
        const lines = error instanceof NotStarted ? error.lines.slice(-5).join('\n') : ''
        throw new Infrastructure(`Palmr did not start: ${error}\n${lines}`, { cause: error })
      })
      gateway.route(at, { upstream: running.url })
      return createReader(gateway, at)
    }

    return {
      version,
      routes: new Map(
        origin
          ? [
              [
                origin,
                { listener: (_, response) => html(response, 502, 'Bad Gateway', 'Palmr is not running') },
              ],
            ]
          : [],
      ),
      async configure(next, bindings) {
        if (!origin) throw new Refused('The guide names no address of Palmr', null)
        reader ??= await open(origin)
        name = await reader.save(next, bindings)
      },
      entrances: [logInPage({ origin, name: () => name })],
      expect: (promised, user) => expectUser(promised, user),
      expectFault: (fault, _, provider) => expectFault(plan, fault, provider),
      artifact: () => running,
      logs: () => lastLines(starting),
      dispose: () => end(starting, proxy),
    }
  },
}

/** Of the web front; the server behind it listens inside only. */
const port = 5487
const authorityFile = '/etc/touchstone-authority.pem'

async function start(version: string, gateway: Gateway, proxy: WayIn): Promise<RunningServer> {
  const machine = await machineOf()
  return startServer({
    image: imageOf(version),
    command: (_, own) => [...own],
    environment: {
      // Node heeds the proxy when it is told to (since 24.0.0); the front must still find its server.
      NODE_USE_ENV_PROXY: '1',
      https_proxy: proxy.url(machine.name),
      no_proxy: '127.0.0.1,localhost',
      NODE_EXTRA_CA_CERTS: authorityFile,
    },
    files: { [authorityFile]: gateway.ca },
    hosts: machine.hosts,
    port,
    ready: { port, path: '/api/app/health', status: 200 },
    // Less than a step may take, so that the reason is told.
    patience: 50_000,
  })
}

function imageOf(version: string): ImageSource {
  const tag = images.tags[version as keyof typeof images.tags]
  return { variable: 'TOUCHSTONE_PALMR_IMAGE', official: `${images.official}:${tag}` }
}
