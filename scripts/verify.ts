#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { chalk } from 'zx'
import { Usage } from '../plugins/vitest-guide/selection.ts'
import { verifyGuides } from '../plugins/vitest-guide/verify.ts'
import type { ApplicationMode } from '../src/applications/contract.ts'
import type { Tier } from '../src/providers/contract.ts'
import { exitCodeOf, formatFailures, formatSummary, formatVerdict, type Line } from '../src/verify/report.ts'
import { verdictRecord } from '../src/verify/verdict.ts'
import { complain } from './command.ts'

const help = `Carries guides out and says what came of it.

Usage: npm run verify -- [guide…] [options]

  guide                   netbird/keycloak, a path, or one half of either (netbird, keycloak); all guides when absent
  --tier TIER             embedded (in-process stand-ins, the default)
  --application-mode M    profile (how it behaves as a relying party, the default), or real (the application itself)
  --provider-version V    holds the guides to this version of their provider
  --docs DIR              reads <application>/<provider>.mdx or .md below DIR; the ledger is left alone
  --json                  one JSON object a line for each guide, and nothing else on standard output
  --no-cache              runs guides again whose verdict is known
  --help                  this text

Exit codes: 0 verified, 1 drift or findings, 2 wrong usage, 3 infrastructure`

const start = performance.now()
const root = resolve(import.meta.dirname, '..')
const paint = { error: chalk.red, warning: chalk.yellow, dim: chalk.dim, bold: chalk.bold }

process.exit(await main().catch((error: unknown) => complain(error, 'verify')))

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      tier: { type: 'string', default: 'embedded' },
      'application-mode': { type: 'string', default: 'profile' },
      'provider-version': { type: 'string' },
      docs: { type: 'string' },
      json: { type: 'boolean', default: false },
      'no-cache': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) {
    console.log(help)
    return 0
  }
  const lines = await verifyGuides({
    root,
    docs: resolve(values.docs ?? `${root}/docs/integrations`),
    words: positionals,
    tier: tierOf(values.tier),
    applicationMode: modeOf(values['application-mode']),
    providerVersion: values['provider-version'],
    fresh: values['no-cache'],
    ledger: values.docs === undefined ? `${root}/static/verification` : null,
    toolVersion: JSON.parse(readFileSync(`${root}/package.json`, 'utf8')).version,
    read: async () => (await import('../plugins/vitest-guide/read.ts')).planReader(root),
    rules: async () => (await import('../src/rules/index.ts')).loadRules(),
    onLine: (line) =>
      console.log(values.json ? JSON.stringify(verdictRecord(line.verdict)) : formatVerdict(line, paint)),
  })
  if (!values.json) conclude(lines, values.docs)
  return exitCodeOf(lines.map(({ verdict }) => verdict))
}

function conclude(lines: Line[], docs: string | undefined) {
  const options = docs === undefined ? '' : ` --docs ${docs}`
  for (const { verdict } of lines) {
    if (verdict.outcome === 'verified') continue
    const again = `npm run verify -- ${verdict.guide}${options}`
    console.log(`\n${formatFailures(verdict, readSource, paint, again)}`)
  }
  console.log(`\n${formatSummary(lines, performance.now() - start)}`)
}

function readSource(file: string): string | undefined {
  try {
    return readFileSync(resolve(root, file), 'utf8')
  } catch {
    return undefined
  }
}

function tierOf(text: string): Tier {
  if (text === 'embedded' || text === 'container') return text
  throw new Usage(`No tier "${text}", expected embedded or container`)
}

function modeOf(text: string): ApplicationMode {
  if (text === 'profile' || text === 'real') return text
  throw new Usage(`No application mode "${text}", expected profile or real`)
}
