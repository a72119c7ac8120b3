import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { getContainerRuntimeClient } from 'testcontainers'
import { ownedFolder } from '../machine/owned-folder.ts'
import { searchSockets } from './sockets.ts'

/** No container engine can be reached: a fact about the machine, never about a guide. */
export class NoEngine extends Error {
  override readonly name = 'NoEngine'
}

let connected: Promise<string> | undefined

/**
 * Finds an engine with Docker's API and tells testcontainers of it: `DOCKER_HOST`, a socket of Docker's or Podman's
 * that answers, or a Podman that is installed and serves no socket yet. Returns its address. Throws {@link NoEngine}.
 */
export function connectEngine(): Promise<string> {
  connected ??= connect()
  return connected
}

async function connect(): Promise<string> {
  const address = process.env.DOCKER_HOST || (await socketAddress())
  process.env.DOCKER_HOST = address
  // Ryuk is an image of its own and cannot be pulled everywhere; leftovers are reaped by their label instead.
  process.env.TESTCONTAINERS_RYUK_DISABLED = 'true'
  await getContainerRuntimeClient().catch((error: Error) => {
    throw new NoEngine(
      `No container engine answers at ${address}, expected Docker or Podman: start it, or set DOCKER_HOST to where it is (${error.message})`,
      { cause: error },
    )
  })
  return address
}

async function socketAddress(): Promise<string> {
  const { found, forbidden } = await searchSockets()
  if (found !== null) return `unix://${found}`
  if (isPodmanHere()) return servePodman()
  const reason =
    forbidden.length > 0
      ? `${forbidden.join(' and ')} may not be opened by this user: join the group of the socket (docker)`
      : 'set DOCKER_HOST, or install podman and runc'
  throw new NoEngine(`No container engine found, expected Docker or Podman: ${reason}`)
}

const isPodmanHere = () => spawnSync('podman', ['--version']).status === 0

/** Limits that every machine can grant: Podman's own defaults ask for more than some kernels let it have. */
const configuration = `[containers]
default_ulimits = ["nofile=10000:10000", "nproc=20000:20000"]
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "file"
`

async function servePodman(): Promise<string> {
  const folder = ownedFolder()
  const socket = join(folder, 'podman.sock')
  const server = spawn('podman', ['system', 'service', '--time=0', `unix://${socket}`], {
    env: podmanEnvironment(folder),
    stdio: 'ignore',
  })
  server.unref()
  // A process that is killed cannot end it: whoever removes the folder does.
  writeFileSync(join(folder, 'service.pid'), String(server.pid))
  process.once('exit', () => server.kill())
  await listening(socket, server)
  return `unix://${socket}`
}

/** Podman with limits and a runtime that work without systemd; an own configuration of the machine's stays in charge. */
export function podmanEnvironment(folder?: string): NodeJS.ProcessEnv {
  if (process.env.CONTAINERS_CONF) return process.env
  const file = join(folder ?? ownedFolder(), 'containers.conf')
  writeFileSync(file, configuration)
  return { ...process.env, CONTAINERS_CONF: file }
}

async function listening(socket: string, server: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if (existsSync(socket)) return
    if (server.exitCode !== null) break
    await wait(100)
  }
  throw new NoEngine(`Podman serves no socket at ${socket}: run "podman system service" by hand to see why`)
}
