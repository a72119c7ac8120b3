import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ApplicationMode } from '../../applications/contract.ts'
import type { Tier } from '../../providers/contract.ts'
import type { Verdict } from '../verdict.ts'
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
}

interface Entry {
  /** Hash of each source file's text, by its path: when none changed, not even the plan is made again. */
  sources: Record<string, string>
  toolHash: string
  verdict: Verdict
}

/** Verdicts outside git, in `node_modules/.cache/touchstone/verdicts`. A lost cache costs time, nothing else. */
export class VerdictCache {
  readonly #folder: string

  constructor(root: string) {
    this.#folder = join(root, 'node_modules/.cache/touchstone/verdicts')
  }

  /** The verdict on the same plan by the same tool. */
  byPlan(key: VerdictKey): Verdict | null {
    return this.#read(planName(key))?.verdict ?? null
  }

  /** The verdict on the same text, without making its plan. `versions` is what was asked for on the command line. */
  byText(
    file: string,
    versions: string,
    toolHash: string,
    hashOf: (file: string) => string | null,
  ): Verdict | null {
    const entry = this.#read(textName(file, versions))
    if (!entry || entry.toolHash !== toolHash) return null
    const same = Object.entries(entry.sources).every(([source, hash]) => hashOf(source) === hash)
    return same ? entry.verdict : null
  }

  /** Remembers what a run found; infrastructure is tried again each time. */
  store(verdict: Verdict, key: VerdictKey, versions: string, sources: Record<string, string>): void {
    if (verdict.outcome === 'infrastructure') return
    const entry: Entry = { sources, toolHash: key.toolHash, verdict }
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

function planName({
  guide,
  planHash,
  toolHash,
  tier,
  applicationMode,
  providerVersion,
  applicationVersion,
}: VerdictKey): string {
  return `plan-${contentHash([guide, planHash, toolHash, tier, applicationMode, providerVersion, applicationVersion].join('\n'))}.json`
}

function textName(file: string, versions: string): string {
  return `text-${contentHash(`${file}\n${versions}`)}.json`
}
