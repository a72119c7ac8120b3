import type { ApplicationMode } from '../../src/applications/contract.ts'
import type { Keeper } from '../../src/containers/keeper.ts'
import type { Artifact } from '../../src/plan/artifact.ts'
import type { Rule } from '../../src/plan/rule.ts'
import type { Tier } from '../../src/providers/contract.ts'
import { VerdictCache } from '../../src/verify/evidence/cache.ts'
import { toolHash as hashTool } from '../../src/verify/evidence/tool-hash.ts'
import { identityOf } from '../../src/verify/identity.ts'
import { openProducts, ownFolders, type ProductFolders, type Products } from '../../src/verify/products.ts'
import type { Line } from '../../src/verify/report.ts'
import { artifactOf, type Ran } from '../../src/verify/verdict.ts'
import { guidesIn, pairOf } from './guides.ts'
import type { ReadPlan } from './prepare.ts'
import { askedFor, type RecordOptions } from './record.ts'
import { carryOut } from './round.ts'
import { planRounds, type Round } from './rounds.ts'
import { select, Usage } from './selection.ts'

export interface VerifyOptions {
  /** The project's folder. */
  root: string
  docs: string
  /** Words of the command line that choose guides. */
  words: readonly string[]
  /** Of these guides, those of these providers; all when there are none. */
  providers?: readonly string[]
  tier: Tier
  applicationMode?: ApplicationMode
  /** Versions of the provider, each in a round of its own; `all` means every one. None means what guides are held to. */
  providerVersions?: readonly string[]
  /** Takes no verdict from the cache. */
  fresh: boolean
  /** The ledger's folder; null keeps the run out of it. */
  ledger: string | null
  toolVersion: string
  /** Leaves real servers to the next run, and takes those that the last one left. */
  keeper?: Keeper
  read: () => Promise<ReadPlan>
  rules: () => Promise<readonly Rule[]>
  folders?: ProductFolders
  onLine(line: Line): void
  /** Told what the run waits for. */
  onWait?(text: string): void
  /** Milliseconds until a server was ready, or had failed. */
  onBoot?(ms: number): void
}

/**
 * Verifies guides: what is known already is reported as unchanged, the rest runs in Vitest, one version after another.
 * What a run with nothing to do does not need (rules, the runner, with stand-ins the products too) is loaded only when
 * it is needed. Throws {@link Usage} for words, versions and modes that mean nothing.
 */
export async function verifyGuides(options: VerifyOptions): Promise<Line[]> {
  const {
    root,
    docs,
    words,
    providers = [],
    tier,
    providerVersions = [],
    folders = ownFolders,
    onLine,
  } = options
  const files = select(guidesIn(docs, root), words, providers)
  const products = openProducts(folders)
  const rounds = await planRounds(files, { tier, providerVersions }, products)
  await checkModes(files, options, products)
  const [cache, toolHash] = [new VerdictCache(root), hashTool(root)]
  const lines: Line[] = []
  for (const round of rounds) {
    const identify = await identities(round, options, products)
    await carryOut(round, {
      ...{ options, products, cache },
      recording: (file, ran) => recordingOf(round, options, identify(file, ran), { cache, toolHash }),
      say(line) {
        lines.push(line)
        onLine(line)
      },
    })
  }
  return lines
}

/**
 * By what the verdict on a guide is remembered, beside its text and our code: what did run, or before that what would;
 * null where that is not known.
 */
async function identities(
  { files, server }: Round,
  { applicationMode }: VerifyOptions,
  products: Products,
): Promise<(file: string, ran?: Ran) => string | null> {
  const real = new Map<string, Artifact | null>()
  for (const id of new Set(applicationMode === 'real' ? files.map((file) => pairOf(file).application) : [])) {
    const { drivers, defaultVersion: version } = await products.application(id)
    real.set(id, (await drivers.real?.identify?.({ version }).catch(() => null)) ?? null)
  }
  return (file, ran) => {
    const provider = server ? identityOf(ran ? artifactOf('provider', ran) : server.artifact) : ''
    if (applicationMode !== 'real') return provider
    const application = ran ? artifactOf('application', ran) : (real.get(pairOf(file).application) ?? null)
    const [one, other] = [provider, identityOf(application)]
    return one === null || other === null ? null : `${one} ${other}`
  }
}

function recordingOf(
  { providerVersion, held }: Round,
  { root, folders, tier, applicationMode, toolVersion, ledger }: VerifyOptions,
  identity: string | null,
  known: Pick<RecordOptions, 'cache' | 'toolHash'>,
): RecordOptions {
  return {
    ...{ root, toolVersion, held, identity, ...known },
    asked: identity === null ? null : askedFor(tier, providerVersion, folders, applicationMode, identity),
    // A real application opposite a stand-in is no record: the embedded tier is known by its profiles.
    ledger: tier === 'embedded' && applicationMode === 'real' ? null : ledger,
  }
}

/** A mode that a chosen application does not have is a wrong question, not drift. */
async function checkModes(
  files: readonly string[],
  { applicationMode = 'profile' }: VerifyOptions,
  products: Products,
): Promise<void> {
  if (applicationMode === 'profile') return
  for (const id of new Set(files.map((file) => pairOf(file).application))) {
    if (!products.applicationIds.includes(id)) continue
    const application = await products.application(id).catch(() => null)
    if (application && !application.drivers[applicationMode])
      throw new Usage(`${application.name} cannot be run in the mode ${applicationMode}`)
  }
}
