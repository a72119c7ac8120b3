import type { Artifact } from '../../src/plan/artifact.ts'
import type { Provider, ProviderDriver, Tier } from '../../src/providers/contract.ts'
import type { Products } from '../../src/verify/products.ts'
import { knownVersion, releaseOf } from '../../src/verify/subject.ts'
import { pairOf } from './guides.ts'
import { Usage } from './selection.ts'

/** Guides that are carried out against one version of their provider, and in the container tier against one server. */
export interface Round {
  files: readonly string[]
  /** As recorded by the provider; undefined where each guide's provider has its own. */
  providerVersion: string | undefined
  /** Whether this is the version that guides are held to, which the ledger speaks of first. */
  held: boolean
  /** Container tier only. */
  server: RoundServer | null
}

export interface RoundServer {
  provider: Provider
  driver: ProviderDriver
  /** The release that runs, in full, as people should read it: `26.4.0`. */
  release: string
  /** The version that the driver is asked for: the same, but where somebody decided what runs. */
  version: string
  /** What runs, as far as it is known before it runs. */
  artifact: Artifact | null
}

/** Every version that can be run or is recorded. */
export const everyVersion = 'all'

export interface RoundOptions {
  tier: Tier
  /** None means the version that guides are held to. */
  providerVersions: readonly string[]
}

/**
 * The rounds of a run, one after another: a second server beside the first would take the memory and the processor's
 * time that the first one's guides need. Throws {@link Usage} for versions that a chosen provider does not have.
 */
export async function planRounds(
  files: readonly string[],
  { tier, providerVersions }: RoundOptions,
  products: Products,
): Promise<Round[]> {
  const whole = { files, providerVersion: undefined, held: true, server: null }
  if (tier === 'embedded' && providerVersions.length === 0) return [whole]
  const rounds: Round[] = []
  for (const [id, its] of Map.groupBy(files, (file) => pairOf(file).provider)) {
    const provider = await products.provider(id).catch(() => null)
    // A guide of a provider that nobody has described says so itself.
    if (!provider) rounds.push({ ...whole, files: its })
    else if (tier === 'embedded') rounds.push(...embeddedRounds(provider, its, providerVersions))
    else rounds.push(...(await containerRounds(provider, its, providerVersions)))
  }
  return rounds
}

function embeddedRounds(provider: Provider, files: readonly string[], asked: readonly string[]): Round[] {
  const wanted = asked.includes(everyVersion) ? provider.versions : asked
  const versions = new Set(wanted.map((one) => known(provider, one)))
  return [...versions].map((providerVersion) => ({
    ...{ files, providerVersion, server: null },
    held: providerVersion === provider.defaultVersion,
  }))
}

async function containerRounds(
  provider: Provider,
  files: readonly string[],
  asked: readonly string[],
): Promise<Round[]> {
  const driver = provider.drivers.container
  if (!driver) throw new Usage(`${provider.name} has no driver for the container tier`)
  const pinned = pinOf(provider.id)
  const every = asked.includes(everyVersion) ? (driver.releases ?? provider.versions) : asked
  if (every.length > 1 && pinned)
    throw new Usage(`${pinned} names one server of ${provider.name}, expected one --provider-version with it`)
  const rounds = new Map<string, Round>()
  for (const one of every.length > 0 ? every : [undefined]) {
    const version = known(provider, one)
    const usual = releaseOf(driver, one ?? provider.defaultVersion)
    const artifact = await identify(driver, usual)
    const told = toldBy(provider, artifact)
    if (told && one !== undefined && told.version !== version)
      throw new Usage(
        `${pinned ?? artifact?.image} is ${provider.name} ${told.release}, expected ${one} as --provider-version says`,
      )
    const release = told?.release ?? usual
    const providerVersion = told?.version ?? version
    const held =
      release === releaseOf(driver, provider.defaultVersion) ||
      (one === undefined && providerVersion === provider.defaultVersion)
    const server = { provider, driver, release, artifact, version: pinned && told ? told.version : usual }
    if (!rounds.has(release)) rounds.set(release, { files, providerVersion, held, server })
  }
  return [...rounds.values()]
}

/** The variable by which somebody decided what runs. */
function pinOf(id: string): string | undefined {
  const product = id.toUpperCase().replaceAll('-', '_')
  return [`TOUCHSTONE_${product}_URL`, `TOUCHSTONE_${product}_IMAGE`].find((name) => process.env[name])
}

/** A machine without an engine knows nothing; what is wrong with it is told when something is to be started. */
async function identify(driver: ProviderDriver, version: string): Promise<Artifact | null> {
  try {
    return (await driver.identify?.({ version })) ?? null
  } catch (error) {
    if (error instanceof RangeError) throw new Usage(error.message)
    return null
  }
}

/**
 * What an artifact says of its version, and which recorded version that is; a release candidate is its release. What is
 * no version of the provider is a tag that somebody made up, unless it is the version of a commit: then it is unknown.
 */
function toldBy(
  provider: Provider,
  artifact: Artifact | null,
): { release: string; version: string } | undefined {
  const { version: release, origin } = artifact?.provenance ?? {}
  if (release === undefined) return undefined
  try {
    return { release, version: knownVersion(provider, release.replace(/[-+].*$/, '')) }
  } catch (error) {
    if (error instanceof RangeError && origin === 'built from source') throw new Usage(error.message)
    return undefined
  }
}

function known(provider: Provider, asked: string | undefined): string {
  try {
    return knownVersion(provider, asked)
  } catch (error) {
    if (error instanceof RangeError) throw new Usage(`${error.message}; name the guides of one provider`)
    throw error
  }
}
