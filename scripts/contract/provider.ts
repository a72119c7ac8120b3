import { globSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Difference } from '../../src/embedded/observed/compare.ts'
import { type Recording, readRecording } from '../../src/embedded/observed/recording.ts'
import { replayed } from '../../src/embedded/observed/replay.ts'
import type { ReplayAdapter } from '../../src/embedded/observed/subject.ts'
import type { Unmet } from '../../src/embedded/observed/suite.ts'
import type { Tier } from '../../src/providers/contract.ts'

/** Who is asked: a stand-in or a real server, as the product of one version. */
export interface Held {
  adapter: ReplayAdapter
  unmet: Unmet
  /** Versions without a dialect, with the reason. */
  notModelled: Readonly<Record<string, string>>
  stop(): Promise<void>
}

export interface Outcome {
  /** For people: differing cases with both answers, declared ones with their reasons, a closing line. */
  lines: string[]
  wrong: number
}

/** The recordings of a provider, by version; none for a provider without any. */
export function recordingsOf(folder: string): Map<string, Recording> {
  const files = globSync('observed/*.json', { cwd: folder }).sort()
  return new Map(
    files.map((file) => [basename(file, '.json'), readRecording(pathToFileURL(resolve(folder, file)))]),
  )
}

/** Opens who is asked. In the container tier this starts the server. */
export async function openHeld(folder: string, tier: Tier, version: string): Promise<Held> {
  const load = (file: string) => import(pathToFileURL(resolve(folder, file)).href)
  if (tier === 'embedded') {
    const [{ adapter }, { unmet, notModelled = {} }] = await Promise.all([
      load('observed/adapter.ts'),
      load('observed/unmet.ts'),
    ])
    return { adapter, unmet, notModelled, stop: async () => {} }
  }
  const [{ openReal }, { unmet }] = await Promise.all([
    load('container/observed.ts'),
    load('container/unmet.ts'),
  ])
  return { ...(await openReal(version)), unmet, notModelled: {} }
}

/** Puts every recorded case to who is held, and compares. */
export async function hold(held: Held, recording: Recording, tier: Tier): Promise<Outcome> {
  const { provider, version } = recording
  const named = `${provider} ${version}, ${tier} tier`
  const reason = held.notModelled[version]
  if (reason !== undefined) return { lines: [`${named}: not held to its recording: ${reason}`], wrong: 0 }
  const declared = held.unmet[version] ?? {}
  const cases = recording.cases.filter((one) => one.exchanges.length > 0)
  const asked = tier === 'embedded' ? 'the stand-in' : 'the server'
  const lines: string[] = []
  let wrong = 0
  for (const one of cases) {
    const differences = await replayed(held.adapter, recording, one)
    const why = declared[one.id]
    if (differences.length === 0 ? why === undefined : why !== undefined) continue
    wrong += 1
    lines.push('', why === undefined ? one.id : `${one.id}: declared (${why}), but it is met`)
    for (const difference of differences)
      lines.push(...sideBySide(difference, `${provider} ${version}`, asked))
  }
  const met = `${cases.length - wrong} of ${cases.length} cases as recorded or as declared`
  lines.push('', `${named}: ${met}, ${Object.keys(declared).length} declared`)
  for (const [id, why] of Object.entries(declared)) lines.push(`  ${id}: ${why}`)
  return { lines, wrong }
}

function sideBySide({ at, expected, actual }: Difference, product: string, asked: string): string[] {
  const [one, other] = [`${product}, recorded:`, `${asked}, now:`]
  const width = Math.max(one.length, other.length)
  return [`  ${at}`, `    ${one.padEnd(width)} ${expected}`, `    ${other.padEnd(width)} ${actual}`]
}
