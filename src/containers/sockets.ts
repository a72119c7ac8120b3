import { accessSync, constants, existsSync } from 'node:fs'
import { connect } from 'node:net'
import { homedir } from 'node:os'

/** Where engines listen, in the order in which they are tried: Docker, Docker without root, Docker Desktop, Podman with and without root. */
export function socketPaths(environment: NodeJS.ProcessEnv = process.env, home = homedir()): string[] {
  const runtime = environment.XDG_RUNTIME_DIR
  return [
    '/var/run/docker.sock',
    ...(runtime ? [`${runtime}/docker.sock`] : []),
    `${home}/.docker/run/docker.sock`,
    ...(runtime ? [`${runtime}/podman/podman.sock`] : []),
    '/run/podman/podman.sock',
  ]
}

export interface Search {
  /** The first socket that answers: a service that ended leaves its file behind. */
  found: string | null
  /** Sockets that are there, and that this user may not open. */
  forbidden: string[]
}

export async function searchSockets(paths = socketPaths()): Promise<Search> {
  const forbidden: string[] = []
  for (const path of paths) {
    if (!existsSync(path)) continue
    if (!mayOpen(path)) forbidden.push(path)
    else if (await answers(path)) return { found: path, forbidden }
  }
  return { found: null, forbidden }
}

function mayOpen(path: string): boolean {
  try {
    accessSync(path, constants.R_OK | constants.W_OK)
    return true
  } catch {
    return false
  }
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ path }, () => resolve(true)).on('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
}
