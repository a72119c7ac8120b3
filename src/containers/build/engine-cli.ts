import { $ } from 'zx'
import { NoEngine, podmanEnvironment } from '../engine.ts'

/** The engine's own command, for what its API does not offer alike everywhere: building, importing, committing. */
export interface EngineCli {
  name: 'docker' | 'podman'
  run(...words: string[]): Promise<string>
}

/** Docker where its engine runs, else Podman. Throws {@link NoEngine}. */
export async function engineCli(): Promise<EngineCli> {
  const docker = await $({ nothrow: true, quiet: true })`docker info`
  if (docker.exitCode === 0) return cli('docker', process.env)
  const podman = await $({ nothrow: true, quiet: true })`podman --version`
  if (podman.exitCode === 0) return cli('podman', podmanEnvironment())
  throw new NoEngine(
    'No container engine found, expected Docker or Podman: install podman, runc and containernetworking-plugins',
  )
}

function cli(name: EngineCli['name'], env: NodeJS.ProcessEnv): EngineCli {
  const shell = $({ env, quiet: true })
  return { name, run: async (...words) => (await shell`${name} ${words}`).stdout.trim() }
}

/** Builds may use the machine's network and need no namespaces of their own; only Podman has to be told. */
export function buildFlags({ name }: EngineCli): string[] {
  return name === 'podman' ? ['--network', 'host', '--isolation', 'chroot'] : ['--network', 'host']
}
