import { type Header, versionOf } from './verdict.ts'

type Asked = Pick<Header, 'guide' | 'tier' | 'applicationMode' | 'providerVersion' | 'providerRelease'>

/**
 * The command that carries a guide out again as it was carried out. `version` says that the provider's version has to
 * be named: it is not the one that the command would take by itself.
 */
export function commandFor(
  { guide, tier, applicationMode, ...versions }: Asked,
  { version = false, docs }: { version?: boolean; docs?: string } = {},
): string {
  return [
    `npm run verify -- ${guide}`,
    ...(tier === 'embedded' ? [] : [`--tier ${tier}`]),
    ...(applicationMode === 'profile' ? [] : [`--application-mode ${applicationMode}`]),
    ...(version ? [`--provider-version ${versionOf(versions)}`] : []),
    ...(docs === undefined ? [] : [`--docs ${docs}`]),
  ].join(' ')
}
