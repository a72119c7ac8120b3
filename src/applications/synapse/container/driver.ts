import { NotStarted, type RunningServer, startServer } from '../../../containers/container.ts'
import { type ImageSource, identifyImage } from '../../../containers/image.ts'
import { machineOf } from '../../../containers/machine.ts'
import type { Bindings } from '../../../plan/value.ts'
import { Infrastructure, Refused } from '../../../providers/contract.ts'
import { openProxy, type WayIn } from '../../../web/proxy.ts'
import { html } from '../../_shared/answer.ts'
import { filledIn, withoutSecrets } from '../../_shared/config-file.ts'
import { end, lastLines } from '../../_shared/container.ts'
import type { ApplicationDriver } from '../../contract.ts'
import { isAcceptable, readConfiguration } from '../configuration.ts'
import { singleSignOn } from '../entrance.ts'
import { homeOf } from '../home.ts'
import { first, type Homeserver, readHomeserver } from '../homeserver.ts'
import { idOf } from '../profile/driver.ts'
import { promise, promiseUnderFault } from '../promises.ts'
import { argumentsFor, authorityFile, filesOf, port } from './files.ts'
import images from './images.json' with { type: 'json' }

/**
 * Synapse itself, in a container of its own, started with the guide's file and reached through the gateway. It starts
 * when it is configured, as it does for a reader: what it refuses then is the guide's fault, and in its own words.
 */
export const real: ApplicationDriver = {
  mode: 'real',
  identify: ({ version }) => identifyImage(imageOf(version)),
  async install({ version, plan, gateway }) {
    const home = homeOf(plan)
    let proxy: WayIn | undefined
    let starting: Promise<RunningServer> | undefined
    let running: RunningServer | undefined
    let providerId = ''
    return {
      version,
      routes: new Map([
        [
          home.origin,
          { listener: (_, response) => html(response, 502, 'Bad Gateway', 'Synapse is not running') },
        ],
      ]),
      async configure(next, bindings) {
        const file = readHomeserver(next)
        const blocks = filledIn(file, bindings)
        proxy ??= await openProxy(gateway)
        const { serverName } = homeOf(next, file)
        await end(starting)
        try {
          starting = start(version, {
            command: argumentsFor(blocks),
            files: filesOf({ serverName, blocks, authority: gateway.ca }),
            proxy,
          })
          running = await starting
          // 503 is the page of Synapse for a provider that it cannot use.
          gateway.route(home.origin, { upstream: running.url, own: [503] })
        } catch (error) {
          throw failure(error, file, bindings)
        }
        providerId = providerIdIn(blocks)
      },
      entrances: [singleSignOn(home.base, () => providerId)],
      expect: (promised, user) => promise(promised, user),
      expectFault: (fault, _, provider) => promiseUnderFault(plan, fault, provider),
      artifact: () => running,
      logs: () => lastLines(starting),
      dispose: () => end(starting, proxy),
    }
  },
}

interface Start {
  command: string[]
  files: Record<string, string>
  proxy: WayIn
}

function imageOf(version: string): ImageSource {
  const tag = images.tags[version as keyof typeof images.tags]
  return {
    variable: 'TOUCHSTONE_SYNAPSE_IMAGE',
    built: `${images.built}:${tag.built}`,
    official: `${images.official}:${tag.official}`,
  }
}

async function start(version: string, { command, files, proxy }: Start): Promise<RunningServer> {
  const machine = await machineOf()
  const way = proxy.url(machine.name)
  return startServer({
    image: imageOf(version),
    // The publisher's entry point is a script that hands on what follows `run`.
    command: (from) => (from === 'official' ? ['run', ...command] : command),
    environment: { https_proxy: way, http_proxy: way, SSL_CERT_FILE: authorityFile },
    files,
    hosts: machine.hosts,
    port,
    ready: { port, path: '/health', status: 200 },
    // Less than a step may take, so that the reason is told.
    patience: 50_000,
  })
}

/** A value that Synapse does not take is the guide's; everything else that keeps it from starting is the machine's. */
function failure(error: unknown, file: Homeserver, bindings: Bindings): Error {
  const lines = error instanceof NotStarted ? error.lines.map((line) => withoutSecrets(line, bindings)) : []
  const at = lines.findIndex((line) => line.startsWith('Error in configuration'))
  if (at < 0) return new Infrastructure(withoutSecrets(`Matrix Synapse did not start: ${error}`, bindings))
  return new Refused(lines.slice(at, at + 5).join(' '), placeIn(lines[at]!, file))
}

/** `Error in configuration at 'oidc_providers.<item 0>.issuer':` */
function placeIn(line: string, file: Homeserver) {
  const path = /at '([^']+)'/.exec(line)?.[1]?.replace(/\.<item (\d+)>/g, '[$1]') ?? ''
  return (file.of(path) ?? file.lines.find(({ key }) => key.startsWith(path || first)))?.place ?? file.place
}

/** What Synapse has accepted is acceptable. */
function providerIdIn(blocks: readonly string[]): string {
  const read = readConfiguration(blocks)
  const [provider] = isAcceptable(read) ? (read.oidc_providers ?? []) : []
  if (!provider) throw new Refused('oidc_providers is empty: single sign-on is off', null)
  return idOf(provider)
}
