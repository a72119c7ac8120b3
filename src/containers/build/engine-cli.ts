import { $ } from 'zx'
import { NoEngine, podmanEnvironment } from '../engine.ts'

/** The engine's own command, for what its API does not offer alike everywhere: building, importing, committing. */
export interface EngineCli {
  name: 'docker' | 'podman'
  run(...words: string[]): Promise<string>
}

/** The command of the engine that runs containers. Throws {@link NoEngine}. */
export async function engineCli(): Promise<EngineCli> {
  const [docker, podman] = [await succeeds('docker', 'info'), await succeeds('podman', '--version')]
  const name = commandFor({ docker, podman, host: process.env.DOCKER_HOST })
  return cli(name, name === 'podman' ? podmanEnvironment() : process.env)
}

/** What is there: whether Docker's command reaches an engine, whether Podman is installed, `DOCKER_HOST`. */
export interface Commands {
  docker: boolean
  podman: boolean
  host?: string
}

/**
 * Docker's command where it reaches an engine, else Podman's. Podman's own command knows its own images only: what it
 * would build is nowhere for an engine that `DOCKER_HOST` names, unless that is Podman too. Throws {@link NoEngine}.
 */
export function commandFor({ docker, podman, host }: Commands): EngineCli['name'] {
  if (docker) return 'docker'
  if (podman && (!host || /podman/.test(host))) return 'podman'
  throw new NoEngine(
    host
      ? `Images are built with the command docker, which does not reach the engine at ${host}: install Docker's command line client, or unset DOCKER_HOST`
      : 'No container engine found, expected Docker or Podman: install podman, runc and containernetworking-plugins',
  )
}

async function succeeds(command: string, word: string): Promise<boolean> {
  return (await $({ nothrow: true, quiet: true })`${command} ${word}`).exitCode === 0
}

function cli(name: EngineCli['name'], env: NodeJS.ProcessEnv): EngineCli {
  const shell = $({ env, quiet: true })
  return { name, run: async (...words) => (await shell`${name} ${words}`).stdout.trim() }
}

/** Builds may use the machine's network and need no namespaces of their own; only Podman has to be told. */
export function buildFlags({ name }: EngineCli): string[] {
  return name === 'podman' ? ['--network', 'host', '--isolation', 'chroot'] : ['--network', 'host']
}
