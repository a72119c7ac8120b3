import type { ApplicationMode } from '../../src/applications/contract.ts'
import type { Rule } from '../../src/plan/rule.ts'
import type { Tier } from '../../src/providers/contract.ts'
import { VerdictCache } from '../../src/verify/evidence/cache.ts'
import { toolHash as hashTool } from '../../src/verify/evidence/tool-hash.ts'
import { openProducts, ownFolders, type ProductFolders } from '../../src/verify/products.ts'
import type { Line } from '../../src/verify/report.ts'
import { untried } from '../../src/verify/step.ts'
import { knownVersion } from '../../src/verify/subject.ts'
import { explained, type Header, type Verdict, verdictOf } from '../../src/verify/verdict.ts'
import { guidesIn, pairOf } from './guides.ts'
import { type Prepared, prepare, type ReadPlan } from './prepare.ts'
import { askedFor, hashOf, publish, type RecordOptions, record } from './record.ts'
import { select, Usage } from './selection.ts'
import { openServers } from './servers.ts'
import { type Stashed, stash } from './stash.ts'

export interface VerifyOptions {
  /** The project's folder. */
  root: string
  docs: string
  /** Words of the command line that choose guides. */
  words: readonly string[]
  tier: Tier
  applicationMode?: ApplicationMode
  providerVersion?: string
  /** Takes no verdict from the cache. */
  fresh: boolean
  /** The ledger's folder; null keeps the run out of it. */
  ledger: string | null
  toolVersion: string
  read: () => Promise<ReadPlan>
  rules: () => Promise<readonly Rule[]>
  folders?: ProductFolders
  onLine(line: Line): void
}

/**
 * Verifies guides: what is known already is reported as unchanged, the rest runs in Vitest.
 * What a run with nothing to do does not need (products, rules, the runner) is loaded only when it is needed.
 * Throws {@link Usage} for words and versions that mean nothing.
 */
export async function verifyGuides(options: VerifyOptions): Promise<Line[]> {
  const { root, docs, words, fresh, onLine } = options
  const files = select(guidesIn(docs, root), words)
  const lines: Line[] = []
  const say = (line: Line) => {
    lines.push(line)
    onLine(line)
  }
  const recording = recordingOf(options)
  const changed = files.filter((file) => {
    const known = fresh
      ? null
      : recording.cache.byText(file, recording.asked, recording.toolHash, (source) => hashOf(root, source))
    if (!known) return true
    publish(known, recording)
    say({ verdict: known, unchanged: true })
    return false
  })
  if (changed.length > 0) await runChanged(changed, options, recording, say)
  return lines
}

async function runChanged(
  changed: readonly string[],
  options: VerifyOptions,
  recording: RecordOptions,
  say: (line: Line) => void,
): Promise<void> {
  const { root, docs, folders = ownFolders, tier, applicationMode, providerVersion } = options
  const products = openProducts(folders)
  await checkVersions(changed, options, products)
  const [rules, read] = await Promise.all([options.rules(), options.read()])
  const headers = new Map<string, Header>()
  const prepared = new Map<string, Stashed>()
  for (const file of changed) {
    const one = await prepare(file, { tier, applicationMode, providerVersion, products, rules, read })
    const known = options.fresh || !one.plan ? null : knownBefore(one, recording)
    if (known) {
      record({ verdict: known, sources: one.plan?.sources ?? [] }, recording)
      say({ verdict: known, unchanged: true })
      continue
    }
    headers.set(file, one.header)
    prepared.set(file, stash(one))
  }
  if (prepared.size === 0) return
  const { runGuides } = await import('./run-guides.ts')
  const seen = new Set<string>()
  const finish = (verdict: Verdict) => {
    seen.add(verdict.file)
    say({ verdict, unchanged: false })
  }
  const providers = [...new Set([...headers.values()].map(({ provider }) => provider))]
  const servers = await openServers({ tier, providers, products, providerVersion })
  for (const [file, header] of headers) {
    const reason = servers.failure(header.provider)
    if (reason === null) continue
    prepared.delete(file)
    finish(broken(header, reason))
  }
  try {
    if (prepared.size > 0)
      await runGuides({
        ...{ root, docs, folders, tier, applicationMode, providerVersion, prepared, read },
        rules: async () => rules,
        async onVerdict(carried) {
          const { provider } = carried.verdict
          const whole = { ...carried.verdict, ...servers.evidence(provider) }
          const verdict =
            whole.outcome === 'infrastructure' ? explained(whole, await servers.logs(provider)) : whole
          record({ ...carried, verdict }, recording)
          finish(verdict)
        },
        onBroken: (file, reason) => finish(broken(headers.get(file)!, reason)),
      })
  } finally {
    await servers.stop()
  }
  for (const [file, header] of headers)
    if (!seen.has(file)) finish(broken(header, 'The runner ended without a verdict on this guide'))
}

/** The verdict on the same facts, with the places where they stand now. Drift is looked at again: its places moved with the text. */
function knownBefore({ header, steps }: Prepared, { cache, toolHash }: RecordOptions): Verdict | null {
  const known = cache.byPlan({ ...header, toolHash })
  // The hash leaves headings out, and rules look at them.
  const found = steps.some((step) => 'finding' in step && step.finding !== null)
  if (known?.outcome !== 'verified' || found) return null
  const places = new Map(steps.map(({ id, place }) => [id, place]))
  return {
    ...known,
    steps: known.steps.map((step) => ({ ...step, place: places.get(step.id) ?? step.place })),
  }
}

function broken(header: Header, message: string): Verdict {
  const point = { line: 1, column: 1, offset: 0 }
  const place = { file: header.file, start: point, end: point, includes: [] }
  const step = untried({ id: 'plan', kind: 'finding', title: 'the guide can be tried', place })
  return verdictOf(header, [{ ...step, outcome: 'failed', blame: 'infrastructure', message }])
}

function recordingOf(options: VerifyOptions): RecordOptions {
  const { root, folders, tier, applicationMode, providerVersion, toolVersion } = options
  return {
    ...{ root, toolVersion },
    cache: new VerdictCache(root),
    toolHash: hashTool(root),
    asked: askedFor(tier, providerVersion, folders, applicationMode),
    // The ledger speaks of the versions that the guides are held to; a run against another one is a question, not a record.
    // So is a real application opposite a stand-in: the embedded tier is known by its profiles.
    ledger:
      providerVersion === undefined && !(tier === 'embedded' && applicationMode === 'real')
        ? options.ledger
        : null,
  }
}

/** A version, tier or mode that a chosen product does not have is a wrong question, not drift. */
async function checkVersions(
  files: readonly string[],
  { tier, applicationMode = 'profile', providerVersion }: VerifyOptions,
  products: ReturnType<typeof openProducts>,
): Promise<void> {
  for (const id of new Set(files.map((file) => pairOf(file).application))) {
    if (!products.applicationIds.includes(id)) continue
    const application = await products.application(id).catch(() => null)
    if (application && !application.drivers[applicationMode])
      throw new Usage(`${application.name} cannot be run in the mode ${applicationMode}`)
  }
  for (const id of new Set(files.map((file) => pairOf(file).provider))) {
    if (!products.providerIds.includes(id)) continue
    const { name, versions, defaultVersion, drivers } = await products
      .provider(id)
      .catch(() => ({ name: id, versions: [], defaultVersion: '', drivers: null }))
    if (drivers === null) continue
    if (!drivers[tier]) throw new Usage(`${name} has no driver for the ${tier} tier`)
    try {
      knownVersion({ name, versions, defaultVersion }, providerVersion)
    } catch (error) {
      if (error instanceof RangeError) throw new Usage(`${error.message}; name the guides of one provider`)
      throw error
    }
  }
}
