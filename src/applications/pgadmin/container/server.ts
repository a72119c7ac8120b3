import { randomBytes } from 'node:crypto'
import { type RunningServer, startServer } from '../../../containers/container.ts'
import type { ImageSource } from '../../../containers/image.ts'
import { machineOf } from '../../../containers/machine.ts'
import type { Gateway } from '../../../web/contract.ts'
import type { WayIn } from '../../../web/proxy.ts'
import images from './images.json' with { type: 'json' }

const port = 5050
const authority = '/touchstone/authority.pem'

export interface Start {
  version: string
  /** The guide's config_local.py with the values of its reader in it. */
  file: string
  gateway: Gateway
  proxy: WayIn
}

export function imageOf(version: string): ImageSource {
  const tag = images.tags[version as keyof typeof images.tags]
  return {
    variable: 'TOUCHSTONE_PGADMIN_IMAGE',
    built: `${images.built}:${tag.built}`,
    official: `${images.official}:${tag.official}`,
  }
}

/** Starts pgAdmin with this file. Throws `NotStarted`. */
export async function start({ version, file, gateway, proxy }: Start): Promise<RunningServer> {
  const machine = await machineOf()
  const way = proxy.url(machine.name)
  return startServer({
    image: imageOf(version),
    command: (_, own) => [...own],
    environment: {
      https_proxy: way,
      http_proxy: way,
      REQUESTS_CA_BUNDLE: authority,
      // What the publisher's image asks for before its first start; one that is built here has its first account.
      PGADMIN_DEFAULT_EMAIL: 'first@company.company',
      PGADMIN_DEFAULT_PASSWORD: randomBytes(16).toString('hex'),
      PGADMIN_LISTEN_PORT: String(port),
      PGADMIN_DISABLE_POSTFIX: 'true',
    },
    files: { '/pgadmin4/config_local.py': file, [authority]: gateway.ca },
    hosts: machine.hosts,
    port,
    ready: { port, path: '/misc/ping', status: 200 },
    // Less than a step may take, so that the reason is told.
    patience: 50_000,
  })
}
