#!/usr/bin/env node
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type FuzzReport, fuzz } from './fuzz/run.ts'

const help = `Damages guides and partials at random and reads each: nothing may crash or hang, and every fault has its place.

Usage: npm run fuzz -- [options]

  --runs N   damaged guides (2000)
  --seed N   another seed damages them in another way (1)
  --limit N  milliseconds that reading one guide may take, once it is parsed (5000)
  --json     the report as one JSON object, and nothing else on standard output
  --help     this text

Exit codes: 0 nothing wrong, 1 crashes, hangs or places that are nowhere, 2 wrong usage`

try {
  process.exitCode = await main()
} catch (error) {
  if (!(error instanceof RangeError) && !(error instanceof TypeError && 'code' in error)) throw error
  console.error(`${error.message}\nSee npm run fuzz -- --help`)
  process.exitCode = 2
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '2000' },
      seed: { type: 'string', default: '1' },
      limit: { type: 'string', default: '5000' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) {
    console.log(help)
    return 0
  }
  const runs = whole('runs', values.runs)
  const start = performance.now()
  const report = await fuzz({
    ...{ root: resolve(import.meta.dirname, '..'), runs },
    ...{ seed: whole('seed', values.seed), limit: whole('limit', values.limit) },
    onJudged(done) {
      if (done % 100 === 0 && process.stderr.isTTY) process.stderr.write(`\r${done} of ${runs}`)
    },
  })
  if (process.stderr.isTTY) process.stderr.write('\r')
  if (values.json) console.log(JSON.stringify(report))
  else show(report, performance.now() - start)
  return report.failures.length === 0 ? 0 : 1
}

function show({ runs, seed, outcomes, findings, slowest, failures }: FuzzReport, time: number) {
  for (const { complaint, guide, file, damages, times } of failures)
    console.log(
      `${complaint}\n  ${times} ×, first in ${file} (read as ${guide}) after ${JSON.stringify(damages)}\n`,
    )
  const ends = Object.entries(outcomes).map(([outcome, count]) => `${count} ${outcome}`)
  console.log(
    `${runs} damaged guides (seed ${seed}): ${failures.length} kinds of failure; ${ends.join(', ')}; ` +
      `${findings} findings, the slowest guide ${Math.round(slowest.durationMs)} ms, ${(time / 1000).toFixed(1)} s in all`,
  )
}

function whole(name: string, text: string): number {
  const number = Number(text)
  if (Number.isInteger(number) && number > 0) return number
  throw new RangeError(`--${name} ${text}, expected a whole number above 0`)
}
