import { numberIn, patience } from '../machine/patience.ts'

/** What a machine grants to a container, set from outside; absent means what the engine grants by itself. */
export interface Limits {
  /** Milliseconds until a server that does not answer has failed. */
  start: number
  /** Gigabytes. */
  memory?: number
  /** Folders in memory, with the options of mount: `{ '/opt/keycloak/data': 'rw,size=512m' }`. */
  memoryFolders: Record<string, string>
}

/**
 * `start` is what the product needs, times `TOUCHSTONE_PATIENCE`; `TOUCHSTONE_CONTAINER_START` in seconds overrides both.
 * `TOUCHSTONE_CONTAINER_MEMORY` in megabytes, for small machines; `TOUCHSTONE_CONTAINER_TMPFS` as `/folder:options`, for
 * machines whose disk is slow.
 */
export function limitsFrom(environment: NodeJS.ProcessEnv, start: number): Limits {
  const seconds = numberIn('TOUCHSTONE_CONTAINER_START', environment)
  const megabytes = numberIn('TOUCHSTONE_CONTAINER_MEMORY', environment)
  const [, folder, options] = /^([^:]+):(.*)$/.exec(environment.TOUCHSTONE_CONTAINER_TMPFS ?? '') ?? []
  return {
    start: seconds === undefined ? start * patience(environment) : seconds * 1000,
    ...(megabytes !== undefined && { memory: megabytes / 1024 }),
    memoryFolders: folder === undefined ? {} : { [folder]: options ?? 'rw' },
  }
}
