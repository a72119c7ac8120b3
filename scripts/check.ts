#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { chalk } from 'zx'
import { guidesIn } from '../plugins/vitest-guide/guides.ts'
import { select } from '../plugins/vitest-guide/selection.ts'
import type { Finding } from '../src/plan/finding.ts'
import { loadRules } from '../src/rules/index.ts'
import { formatFinding, group, toJson } from '../src/rules/report.ts'
import { checker } from './check/guides.ts'
import { complain } from './command.ts'

const help = `Checks guides by what they say alone: nothing is started, nothing is asked of a provider.

Usage: npm run check -- [guide…] [options]

  guide                   netbird/keycloak, a path, or one half of either (netbird, keycloak); all guides when absent
  --provider-version V    holds the guides to this version of their provider
  --docs DIR              reads <application>/<provider>.mdx or .md below DIR
  --json                  one JSON object a line for each finding, and nothing else on standard output
  --quiet                 says nothing when nothing was found
  --help                  this text

Exit codes: 0 no finding of severity error, 1 findings, 2 wrong usage, 3 infrastructure`

const start = performance.now()
const root = resolve(import.meta.dirname, '..')
const paint = { error: chalk.red, warning: chalk.yellow, dim: chalk.dim, bold: chalk.bold }

process.exitCode = await main().catch((error: unknown) => complain(error, 'check'))

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      'provider-version': { type: 'string' },
      docs: { type: 'string' },
      json: { type: 'boolean', default: false },
      quiet: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) {
    console.log(help)
    return 0
  }
  const docs = resolve(values.docs ?? `${root}/docs/integrations`)
  const files = select(guidesIn(docs, root), positionals)
  const check = checker({ root, rules: await loadRules(), providerVersion: values['provider-version'] })
  const findings: Finding[] = []
  for (const file of files) {
    const found = await check(file)
    findings.push(...found)
    if (values.json) for (const finding of found) console.log(JSON.stringify(toJson(finding)))
  }
  if (!values.json) show(findings, files.length, values.quiet)
  return findings.some((finding) => finding.severity === 'error') ? 1 : 0
}

function show(findings: readonly Finding[], guides: number, quiet: boolean) {
  for (const { finding, guides: concerned } of group(findings)) {
    console.log(formatFinding(finding, read, paint))
    console.log(`${chalk.dim(`  in ${concerned.join(', ')}`)}\n`)
  }
  if (quiet && findings.length === 0) return
  const number = (count: number, thing: string) => `${count} ${thing}${count === 1 ? '' : 's'}`
  const count = (severity: string) =>
    number(group(findings.filter((one) => one.severity === severity)).length, severity)
  const time = `${Math.round(performance.now() - start)} ms`
  const summary = `${number(guides, 'guide')} checked: ${count('error')}, ${count('warning')}, ${time}`
  console.log(findings.length > 0 ? chalk.bold(summary) : summary)
}

function read(file: string): string | undefined {
  try {
    return readFileSync(resolve(root, file), 'utf8')
  } catch {
    return undefined
  }
}
