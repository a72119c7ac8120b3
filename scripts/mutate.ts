#!/usr/bin/env node
import { relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { chalk } from 'zx'
import { guidesIn, pairOf } from '../plugins/vitest-guide/guides.ts'
import { select } from '../plugins/vitest-guide/selection.ts'
import { formatEquivalent, formatSurvivor, summaryOf, triedRecord } from '../src/mutation/report.ts'
import { AlreadyRed, type MutationRun, mutateGuide } from '../src/mutation/run.ts'
import { complain } from './command.ts'

const help = `Makes every mistake that a guide can have, one at a time and in memory, and counts how many are noticed.

Usage: npm run mutate -- [guide…] [options]

  guide        as for npm run verify; all guides when absent
  --docs DIR   reads <application>/<provider>.mdx or .md below DIR
  --json       one JSON object a line for each mutation, the summary last, and nothing else on standard output
  --help       this text

Exit codes: 0 at least 95 % were noticed at their line, 1 fewer were or a guide is red as it stands, 2 wrong usage, 3 infrastructure`

/** Share of mutations that must turn red at the changed line. */
const target = 0.95
const root = resolve(import.meta.dirname, '..')

process.exit(
  await main().catch((error: unknown) => {
    if (!(error instanceof AlreadyRed)) return complain(error, 'mutate')
    console.error(error.message)
    return 1
  }),
)

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      docs: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) {
    console.log(help)
    return 0
  }
  const docs = values.docs === undefined ? resolve(root, 'docs/integrations') : resolve(values.docs)
  const runs: MutationRun[] = []
  for (const file of select(guidesIn(docs, root), positionals)) {
    const start = performance.now()
    const run = await mutateGuide(root, { ...pairOf(file), file }, (one) => {
      if (values.json) console.log(JSON.stringify(triedRecord(one)))
    })
    runs.push(run)
    if (!values.json)
      console.log(line(relative(docs, resolve(root, file)), run.tried, performance.now() - start))
  }
  const summary = summaryOf(runs.flatMap(({ tried }) => tried))
  if (values.json) console.log(JSON.stringify({ summary }))
  else conclude(runs)
  return summary.sensitivity >= target ? 0 : 1
}

function line(file: string, tried: MutationRun['tried'], ms: number): string {
  const { mutations, red, atLine } = summaryOf(tried)
  return `${file.padEnd(34)} ${red} of ${mutations} red, ${atLine} at their line  ${chalk.dim(`${(ms / 1000).toFixed(1)} s`)}`
}

function conclude(runs: MutationRun[]) {
  const tried = runs.flatMap((run) => run.tried)
  const equivalent = runs.flatMap((run) => run.equivalent)
  const { mutations, red, atLine, sensitivity } = summaryOf(tried)
  const missed = tried.filter(({ trial }) => !trial.atLine)
  if (missed.length > 0) console.log(`\n${missed.map(formatSurvivor).join('\n')}`)
  if (equivalent.length > 0) console.log(`\n${equivalent.map(formatEquivalent).join('\n')}`)
  const sum = (of: (run: MutationRun) => number) => runs.reduce((total, run) => total + of(run), 0)
  console.log(
    `\n${mutations} mutations: ${red} red, ${atLine} at their line, sensitivity ${(100 * sensitivity).toFixed(1)} %\n` +
      `Left alone: ${sum(({ free }) => free)} values that are the reader's own, ${sum(({ defaults }) => defaults)} lines that repeat a default, ` +
      `${equivalent.length} that change nothing`,
  )
}
