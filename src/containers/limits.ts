/** What a machine grants to a container, set from outside; absent means what the engine grants by itself. */
export interface Limits {
  /** Milliseconds until a server that does not answer has failed. */
  patience: number
  /** Gigabytes. */
  memory?: number
  /** Folders in memory, with the options of mount: `{ '/opt/keycloak/data': 'rw,size=512m' }`. */
  memoryFolders: Record<string, string>
}

/**
 * `TOUCHSTONE_PATIENCE` in seconds, for slow machines; `TOUCHSTONE_CONTAINER_MEMORY` in megabytes, for small ones;
 * `TOUCHSTONE_CONTAINER_TMPFS` as `/folder:options`, for machines whose disk is slow.
 */
export function limitsFrom(environment: NodeJS.ProcessEnv, patience: number): Limits {
  const number = (name: string) => {
    const text = environment[name]
    if (text === undefined || text === '') return undefined
    const value = Number(text)
    if (!(value > 0)) throw new RangeError(`${name} is "${text}", expected a number above 0`)
    return value
  }
  const [seconds, megabytes] = [number('TOUCHSTONE_PATIENCE'), number('TOUCHSTONE_CONTAINER_MEMORY')]
  const [, folder, options] = /^([^:]+):(.*)$/.exec(environment.TOUCHSTONE_CONTAINER_TMPFS ?? '') ?? []
  return {
    patience: seconds === undefined ? patience : seconds * 1000,
    ...(megabytes !== undefined && { memory: megabytes / 1024 }),
    memoryFolders: folder === undefined ? {} : { [folder]: options ?? 'rw' },
  }
}
