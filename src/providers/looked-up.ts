import { readdirSync, readFileSync } from 'node:fs'
import { compare } from 'semver'
import type { LookedUp } from '../plan/catalogue.ts'

/** The label data beside a provider, `labels/<version>.json`, as `npm run labels` writes it; read when somebody asks. */
export function lookedUpIn(folder: URL): () => readonly LookedUp[] {
  let known: readonly LookedUp[] | undefined
  return () => {
    known ??= readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as LookedUp)
      .sort((a, b) => compare(a.version, b.version))
    return known
  }
}
