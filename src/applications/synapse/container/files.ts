import { randomBytes } from 'node:crypto'
import { stringify } from 'yaml'

/** Where files are in the container; Synapse may write there. */
const folder = '/data'
export const port = 8008

/** The file of the guide: each of its blocks, in the order in which Synapse reads them, over what an installation has. */
export interface Installation {
  serverName: string
  /** The guide's homeserver.yaml with the values of its reader in it. */
  blocks: readonly string[]
  /** PEM of the authority that the container trusts. */
  authority: string
}

/**
 * What every installation has and no guide speaks of: a listener behind a reverse proxy, a database, keys. Limits on
 * sign-ins are off, since one address signs many users in. Source: synapse/config and its sample file, v1.163.2.
 */
function ours(serverName: string): string {
  const secret = () => randomBytes(24).toString('hex')
  const unlimited = { per_second: 1000, burst_count: 1000 }
  return stringify({
    server_name: serverName,
    report_stats: false,
    pid_file: `${folder}/homeserver.pid`,
    listeners: [
      {
        ...{ port, bind_addresses: ['0.0.0.0'], type: 'http', tls: false, x_forwarded: true },
        resources: [{ names: ['client'], compress: false }],
      },
    ],
    database: { name: 'sqlite3', args: { database: `${folder}/homeserver.db` } },
    media_store_path: `${folder}/media`,
    signing_key_path: `${folder}/signing.key`,
    trusted_key_servers: [],
    registration_shared_secret: secret(),
    macaroon_secret_key: secret(),
    form_secret: secret(),
    rc_login: { address: unlimited, account: unlimited, failed_attempts: unlimited },
    rc_registration: unlimited,
  })
}

export function filesOf({ serverName, blocks, authority }: Installation): Record<string, string> {
  const seed = randomBytes(32).toString('base64').replace(/=+$/, '')
  return {
    [`${folder}/server.yaml`]: ours(serverName),
    ...Object.fromEntries(blocks.map((text, index) => [blockFile(index), text])),
    [`${folder}/signing.key`]: `ed25519 a_touch ${seed}\n`,
    [authorityFile]: authority,
  }
}

export const authorityFile = `${folder}/authority.pem`

const blockFile = (index: number) => `${folder}/homeserver-${index + 1}.yaml`

/** Later files win, key by key at the top level, as later lines of one file do. */
export function argumentsFor(blocks: readonly string[]): string[] {
  return [`${folder}/server.yaml`, ...blocks.map((_, index) => blockFile(index))].flatMap((file) => [
    '--config-path',
    file,
  ])
}
