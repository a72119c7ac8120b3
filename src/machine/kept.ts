import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** A real server that outlives the run that started it, for authors who run again and again. */
export interface KeptServer {
  provider: string
  release: string
  /** Of the image that it runs. */
  digest: string
  /** Hash of the code that started it: other code may start it otherwise. */
  code: string
  /** Ids of its containers. */
  containers: readonly string[]
  /** Variables by which a run reaches it. They have its administrator's password: the file is for its owner only. */
  environment: Readonly<Record<string, string>>
  /** The process that uses it now, or did last. */
  user: number
}

/** `$XDG_CACHE_HOME/touchstone/kept`: the engine is the machine's, so all checkouts of a user share what is kept. */
function folder(): string {
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'touchstone/kept')
}

const fileOf = ({ provider, release }: Pick<KeptServer, 'provider' | 'release'>) =>
  join(folder(), `${provider} ${release}.json`)

export function keptServers(): KeptServer[] {
  return globSync('*.json', { cwd: folder() }).flatMap((name) => {
    try {
      return [JSON.parse(readFileSync(join(folder(), name), 'utf8')) as KeptServer]
    } catch {
      return []
    }
  })
}

/** One for each provider and release. */
export function remember(server: KeptServer): void {
  mkdirSync(folder(), { recursive: true, mode: 0o700 })
  writeFileSync(fileOf(server), JSON.stringify(server), { mode: 0o600 })
}

export function forget(server: Pick<KeptServer, 'provider' | 'release'>): void {
  rmSync(fileOf(server), { force: true })
}
