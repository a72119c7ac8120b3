#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { chalk } from 'zx'
import { Usage } from '../plugins/vitest-guide/selection.ts'
import { verifyGuides } from '../plugins/vitest-guide/verify.ts'
import type { ApplicationMode } from '../src/applications/contract.ts'
import type { Tier } from '../src/providers/contract.ts'
import { commandFor } from '../src/verify/command.ts'
import { formatMatrix } from '../src/verify/matrix.ts'
import { exitCodeOf, formatFailures, formatSummary, formatVerdict, type Line } from '../src/verify/report.ts'
import { verdictRecord } from '../src/verify/verdict.ts'
import { complain } from './command.ts'

const help = `Carries guides out and says what came of it.

Usage: npm run verify -- [guide…] [options]

  guide                   netbird/keycloak, a path, or one half of either (netbird, keycloak); all guides when absent
  --provider P            of these guides, those of this provider
  --tier TIER             embedded (in-process stand-ins, the default), or container (the real products)
  --application-mode M    profile (how it behaves as a relying party, the default), or real (the application itself)
  --provider-version V    holds the guides to this version of their provider; several (26.4.0,26.7.0, or the option
                          again) or "all" give a verdict for each guide with each version
  --keep                  container tier: leaves the provider's server running, and takes the one that was left
  --stop                  ends every server that was left running, and does nothing else
  --docs DIR              reads <application>/<provider>.mdx or .md below DIR; the ledger is left alone
  --json                  one JSON object a line for each guide, and nothing else on standard output
  --no-cache              runs guides again whose verdict is known
  --no-ledger             leaves the ledger alone
  --help                  this text

Real servers run one after another, one for each provider and version: two of them would not fit a small machine. Their
verdicts are remembered by the image that ran; one at an address (TOUCHSTONE_<PROVIDER>_URL) is remembered only where
TOUCHSTONE_<PROVIDER>_SOURCE=<version>@<commit> says what it is.

Exit codes: 0 verified, 1 drift or findings, 2 wrong usage, 3 infrastructure`

const start = performance.now()
const root = resolve(import.meta.dirname, '..')
const paint = { error: chalk.red, warning: chalk.yellow, dim: chalk.dim, bold: chalk.bold }
let bootMs = 0

process.exit(await main().catch((error: unknown) => complain(error, 'verify')))

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      tier: { type: 'string', default: 'embedded' },
      'application-mode': { type: 'string', default: 'profile' },
      'provider-version': { type: 'string', multiple: true, default: [] },
      keep: { type: 'boolean', default: false },
      stop: { type: 'boolean', default: false },
      docs: { type: 'string' },
      json: { type: 'boolean', default: false },
      'no-cache': { type: 'boolean', default: false },
      provider: { type: 'string', multiple: true, default: [] },
      'no-ledger': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) {
    console.log(help)
    return 0
  }
  if (values.stop) return stopKept()
  const say = (text: string) => console.error(chalk.dim(text))
  const providerVersions = versionsIn(values['provider-version'])
  const several = providerVersions.length > 1 || providerVersions.includes('all')
  if (values.keep && values.tier !== 'container')
    throw new Usage('Only servers of the container tier can be kept, expected --tier container with --keep')
  const lines = await verifyGuides({
    root,
    docs: resolve(values.docs ?? `${root}/docs/integrations`),
    words: positionals,
    providers: values.provider,
    tier: tierOf(values.tier),
    applicationMode: modeOf(values['application-mode']),
    providerVersions,
    fresh: values['no-cache'],
    ledger: values.docs === undefined && !values['no-ledger'] ? `${root}/static/verification` : null,
    toolVersion: JSON.parse(readFileSync(`${root}/package.json`, 'utf8')).version,
    // Loaded when it is needed: nothing else here needs a container engine's client.
    ...(values.keep && { keeper: (await import('../src/containers/keeper.ts')).openKeeper(say) }),
    read: async () => (await import('../plugins/vitest-guide/read.ts')).planReader(root),
    rules: async () => (await import('../src/rules/index.ts')).loadRules(),
    onLine: (line) =>
      console.log(
        values.json ? JSON.stringify(verdictRecord(line.verdict)) : formatVerdict(line, paint, several),
      ),
    onWait: say,
    onBoot: (ms) => {
      bootMs += ms
    },
  })
  if (!values.json) conclude(lines, { docs: values.docs, version: providerVersions.length > 0 })
  return exitCodeOf(lines.map(({ verdict }) => verdict))
}

function conclude(lines: Line[], named: Parameters<typeof commandFor>[1]) {
  for (const { verdict } of lines) {
    if (verdict.outcome === 'verified') continue
    console.log(`\n${formatFailures(verdict, readSource, paint, commandFor(verdict, named))}`)
  }
  const matrix = formatMatrix(lines, paint)
  if (matrix !== '') console.log(`\n${matrix}`)
  console.log(`\n${formatSummary(lines, performance.now() - start, bootMs)}`)
}

async function stopKept(): Promise<number> {
  const { stopAll } = await import('../src/containers/keeper.ts')
  const stopped = await stopAll()
  for (const { provider, release } of stopped) console.log(`${provider} ${release} is stopped`)
  if (stopped.length === 0) console.log('No server was left running')
  return 0
}

function readSource(file: string): string | undefined {
  try {
    return readFileSync(resolve(root, file), 'utf8')
  } catch {
    return undefined
  }
}

/** `26.4.0,26.7.0`, or the option once for each; nothing means the version that guides are held to. */
function versionsIn(given: readonly string[]): string[] {
  const versions = given.flatMap((text) => text.split(',')).map((text) => text.trim())
  if (versions.includes('')) throw new Usage('--provider-version names no version')
  return [...new Set(versions)]
}

function tierOf(text: string): Tier {
  if (text === 'embedded' || text === 'container') return text
  throw new Usage(`No tier "${text}", expected embedded or container`)
}

function modeOf(text: string): ApplicationMode {
  if (text === 'profile' || text === 'real') return text
  throw new Usage(`No application mode "${text}", expected profile or real`)
}
