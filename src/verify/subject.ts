import type { Application, ApplicationMode } from '../applications/contract.ts'
import type { Plan } from '../plan/plan.ts'
import type { Provider, ProviderDriver, Tier } from '../providers/contract.ts'
import { type Gateway, Unreachable } from '../web/contract.ts'

/** What a guide is verified against: two products, each in one version, with the drivers that act them. */
export interface Subject {
  provider: Provider
  application: Application
  tier: Tier
  providerVersion: string
  applicationVersion: string
  applicationMode: ApplicationMode
  /** The ways to sign in that the application offers under this plan, without starting anything. */
  entrances(plan: Plan): Promise<Array<{ id: string; title: string }>>
}

export interface SubjectOptions {
  tier?: Tier
  /** `real` runs the application itself, where it has a driver for that. */
  applicationMode?: ApplicationMode
  providerVersion?: string
  applicationVersion?: string
}

/** Throws a `RangeError` for a tier, mode or version that nobody has recorded facts for. */
export function subjectOf(
  provider: Provider,
  application: Application,
  { tier = 'embedded', applicationMode = 'profile', ...versions }: SubjectOptions = {},
): Subject {
  const providerVersion = knownVersion(provider, versions.providerVersion)
  const applicationVersion = versions.applicationVersion ?? application.defaultVersion
  if (!provider.drivers[tier]) throw new RangeError(`${provider.name} has no ${tier} driver`)
  const driver = application.drivers[applicationMode]
  if (!driver) throw new RangeError(`${application.name} has no ${applicationMode} driver`)
  return {
    provider,
    application,
    tier,
    providerVersion,
    applicationVersion,
    applicationMode: driver.mode,
    async entrances(plan) {
      const instance = await driver.install({ version: applicationVersion, plan, gateway: nowhere })
      const entrances = instance.entrances.map(({ id, title }) => ({ id, title }))
      await instance.dispose()
      return entrances
    },
  }
}

/**
 * The recorded version that an asked one means: `26.7.0` is told by what is recorded of 26.7, and `2026.5` by the newest
 * of its releases. Throws a `RangeError` for a version that nobody has recorded facts for.
 */
export function knownVersion(
  { name, versions, defaultVersion }: Pick<Provider, 'name' | 'versions' | 'defaultVersion'>,
  asked = defaultVersion,
): string {
  const bare = asked.replace(/^v/, '')
  const within = (long: string, short: string) => long === short || long.startsWith(`${short}.`)
  const found = versions.findLast((one) => within(bare, one)) ?? versions.findLast((one) => within(one, bare))
  if (found !== undefined) return found
  throw new RangeError(`${name} ${asked} is not known, expected one of ${versions.join(', ')}`)
}

/** The release that a real server is started in for an asked version: itself, or the first one of a minor version. */
export function releaseOf({ releases = [] }: Pick<ProviderDriver, 'releases'>, asked: string): string {
  const bare = asked.replace(/^v/, '')
  return releases.find((one) => one === bare || one.startsWith(`${bare}.`)) ?? bare
}

/** A network without servers: asking an application what it offers must not need one. */
const nowhere: Gateway = {
  ca: '',
  route() {},
  async fetch(url) {
    throw new Unreachable(String(url), 'no-route', 'the application was asked what it offers, not to run')
  },
  async close() {},
}
