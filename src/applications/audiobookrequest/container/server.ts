import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type RunningServer, startServer } from '../../../containers/container.ts'
import type { ImageSource } from '../../../containers/image.ts'
import { machineOf } from '../../../containers/machine.ts'
import type { Gateway } from '../../../web/contract.ts'
import type { WayIn } from '../../../web/proxy.ts'
import images from './images.json' with { type: 'json' }

const port = 8000
const folder = '/touchstone'

export interface Start {
  version: string
  /** Path under which it runs; empty for none. */
  base: string
  /** What the guide and its reader tell the container. */
  environment: Readonly<Record<string, string>>
  gateway: Gateway
  proxy: WayIn
}

export function imageOf(version: string): ImageSource {
  const tag = images.tags[version as keyof typeof images.tags]
  return { variable: 'TOUCHSTONE_AUDIOBOOKREQUEST_IMAGE', official: `${images.official}:${tag}` }
}

/** Starts AudioBookRequest with the names of everything that the gateway reaches now. Throws `NotStarted`. */
export async function start({ version, base, environment, gateway, proxy }: Start): Promise<RunningServer> {
  const machine = await machineOf()
  const reached = (gateway.origins?.() ?? []).map((origin) => new URL(origin))
  const secure = reached.filter(({ protocol }) => protocol === 'https:')
  const hosts = new Set(secure.map(({ hostname }) => hostname))
  const ports = new Set(secure.map((url) => url.port || '443'))
  return startServer({
    image: imageOf(version),
    command: (_, own) => ['python3', `${folder}/way-in.py`, ...own],
    environment: {
      ...environment,
      SSL_CERT_FILE: `${folder}/authority.pem`,
      WAY_IN: proxy.url(machine.name),
      WAY_IN_PORTS: [...ports].join(','),
    },
    files: {
      [`${folder}/way-in.py`]: await readFile(join(import.meta.dirname, 'way-in.py'), 'utf8'),
      [`${folder}/authority.pem`]: gateway.ca,
    },
    hosts: [...machine.hosts, ...[...hosts].map((host) => ({ host, ipAddress: '127.0.0.1' }))],
    port,
    // The first page that is opened makes the administrator, and until then each leads there (app/main.py, v1.10.4).
    ready: { port, path: `${base}/api/health`, status: 200 },
    // Less than a step may take, so that the reason is told.
    patience: 50_000,
  })
}
