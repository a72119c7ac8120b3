import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ApplicationMode } from '../../applications/contract.ts'
import type { Tier } from '../../providers/contract.ts'
import type { Verdict } from '../verdict.ts'
import { believed } from './ledger.ts'
import { contentHash } from './tool-hash.ts'

/** Everything that decides a verdict. */
export interface VerdictKey {
  guide: string
  planHash: string
  toolHash: string
  tier: Tier
  applicationMode: ApplicationMode
  providerVersion: string
  applicationVersion: string
  /** Of the real products that ran; empty where none did. */
  identity: string
}

interface Entry {
  /** Hash of each source file's text, by its path: when none changed, not even the plan is made again. */
  sources: Record<string, string>
  toolHash: string
  /** Of the run, ISO 8601. */
  date: string
  verdict: Verdict
}

export interface Known {
  verdict: Verdict
  /** When it was found. */
  date: Date
}

/** Verdicts outside git, in `node_modules/.cache/touchstone/verdicts`. A lost cache costs time, nothing else. */
export class VerdictCache {
  readonly #folder: string

  constructor(root: string) {
    this.#folder = join(root, 'node_modules/.cache/touchstone/verdicts')
  }

  /** The verdict on the same plan by the same tool. */
  byPlan(key: VerdictKey, now = new Date()): Known | null {
    return knownIn(this.#read(planName(key)), now)
  }

  /** The verdict on the same text, without making its plan. `versions` is what was asked for on the command line. */
  byText(
    file: string,
    versions: string,
    toolHash: string,
    hashOf: (file: string) => string | null,
    now = new Date(),
  ): Known | null {
    const entry = this.#read(textName(file, versions))
    if (!entry || entry.toolHash !== toolHash) return null
    const same = Object.entries(entry.sources).every(([source, hash]) => hashOf(source) === hash)
    return same ? knownIn(entry, now) : null
  }

  /** Remembers what a run found; infrastructure is tried again each time. */
  store(
    verdict: Verdict,
    key: VerdictKey,
    versions: string,
    sources: Record<string, string>,
    date = new Date(),
  ): void {
    if (verdict.outcome === 'infrastructure') return
    const entry: Entry = { sources, toolHash: key.toolHash, date: date.toISOString(), verdict }
    mkdirSync(this.#folder, { recursive: true })
    for (const name of [planName(key), textName(verdict.file, versions)])
      writeFileSync(join(this.#folder, name), JSON.stringify(entry))
  }

  #read(name: string): Entry | null {
    try {
      return JSON.parse(readFileSync(join(this.#folder, name), 'utf8')) as Entry
    } catch {
      return null
    }
  }
}

/** A verdict so old that the ledger would renew it is not believed: it is found anew. */
function knownIn(entry: Entry | null, now: Date): Known | null {
  if (!entry) return null
  const date = new Date(entry.date)
  return now.getTime() - date.getTime() < believed ? { verdict: entry.verdict, date } : null
}

function planName(key: VerdictKey): string {
  const { guide, planHash, toolHash, tier, applicationMode, providerVersion, applicationVersion, identity } =
    key
  const parts = [guide, planHash, toolHash, tier, applicationMode, providerVersion, applicationVersion]
  return `plan-${contentHash([...parts, identity].join('\n'))}.json`
}

function textName(file: string, versions: string): string {
  return `text-${contentHash(`${file}\n${versions}`)}.json`
}
