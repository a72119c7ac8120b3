import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { ApplicationMode } from '../../src/applications/contract.ts'
import type { Tier } from '../../src/providers/contract.ts'
import type { VerdictCache, VerdictKey } from '../../src/verify/evidence/cache.ts'
import { writeEvidence } from '../../src/verify/evidence/ledger.ts'
import { contentHash } from '../../src/verify/evidence/tool-hash.ts'
import { ownFolders, type ProductFolders } from '../../src/verify/products.ts'
import type { Verdict } from '../../src/verify/verdict.ts'
import type { Carried } from './reporter.ts'

export interface RecordOptions {
  /** The project's folder. */
  root: string
  cache: VerdictCache
  toolHash: string
  toolVersion: string
  /** What the command line asked for, as part of the cache's key; null when what runs is not known well enough to remember it. */
  asked: string | null
  /** Of the real products that run; empty where none do, null as above. */
  identity: string | null
  /** Whether guides are held to this version: the ledger's first verdict of the tier, else one of the others. */
  held: boolean
  /** The ledger's folder; null keeps the run out of it. */
  ledger: string | null
}

/** Remembers a verdict for the next run, and for readers where something new was learnt. `date` is that of the run. */
export function record({ verdict, sources }: Carried, options: RecordOptions, date = new Date()): void {
  const { root, cache, toolHash, asked, identity } = options
  if (asked !== null && identity !== null) {
    const key: VerdictKey = { ...verdict, toolHash, identity }
    const hashes = Object.fromEntries(sources.map((source) => [source, hashOf(root, source) ?? '']))
    cache.store(verdict, key, asked, hashes, date)
  }
  publish(verdict, options, date)
}

/** Writes into the ledger only: for a verdict that came out of the cache. */
export function publish(
  verdict: Verdict,
  { ledger, toolVersion, held }: RecordOptions,
  date = new Date(),
): void {
  if (ledger !== null) writeEvidence(verdict, { root: ledger, toolVersion, held, now: date })
}

/** Null for a file that cannot be read. */
export function hashOf(root: string, file: string): string | null {
  try {
    return contentHash(readFileSync(resolve(root, file)))
  } catch {
    return null
  }
}

/** What a run was asked for, as part of the cache's key. */
export function askedFor(
  tier: Tier,
  providerVersion = 'default',
  folders: ProductFolders = ownFolders,
  applicationMode: ApplicationMode = 'profile',
  identity = '',
): string {
  return [tier, providerVersion, applicationMode, folders.providers.href, identity].join(' ')
}
