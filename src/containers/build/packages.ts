import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Variables by which each client knows the machine's registry and whom it trusts; the first one that is set counts. */
const clients = {
  pip: { index: 'PIP_INDEX_URL', authorities: ['PIP_CERT', 'SSL_CERT_FILE', 'NODE_EXTRA_CA_CERTS'] },
} as const

export type PackageClient = keyof typeof clients

/**
 * Lets a Containerfile install packages as this machine would: `authorities.pem` in the build's folder (empty where the
 * machine names none) and the registry's address as a build argument. Returns the engine's words for it.
 */
export async function asThisMachine(client: PackageClient, context: string): Promise<string[]> {
  const { index, authorities } = clients[client]
  const bundle = authorities
    .map((name) => process.env[name])
    .find((path) => path !== undefined && path !== '')
  await writeFile(join(context, 'authorities.pem'), bundle ? await readFile(bundle) : '')
  const address = process.env[index]
  return address ? ['--build-arg', `${index}=${address}`] : []
}
