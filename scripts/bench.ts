#!/usr/bin/env node
import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { chalk } from 'zx'
import { buildRows } from './bench/build.ts'
import { extractionRows } from './bench/extraction.ts'
import { manyRows } from './bench/many.ts'
import type { BenchOptions, Row } from './bench/measure.ts'
import { unchangedRows } from './bench/unchanged.ts'
import { verificationRows } from './bench/verification.ts'

const parts: Record<string, (options: BenchOptions) => Promise<Row[]>> = {
  extraction: extractionRows,
  build: buildRows,
  verification: verificationRows,
  many: manyRows,
  unchanged: unchangedRows,
}

const help = `Measures what is promised about speed and memory. Takes some minutes; nothing else should run meanwhile.

Usage: npm run bench -- [part…] [options]

  part    ${Object.keys(parts).join(', ')}; all when absent
  --json  one JSON object a line for each figure, and nothing else on standard output
  --help  this text

Exit codes: 0 all promises kept, 1 some were not, 2 wrong usage`

try {
  process.exitCode = await main()
} catch (error) {
  if (!(error instanceof RangeError) && !(error instanceof TypeError && 'code' in error)) throw error
  console.error(`${error.message}\nSee npm run bench -- --help`)
  process.exitCode = 2
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) {
    console.log(help)
    return 0
  }
  const chosen = positionals.length > 0 ? positionals : Object.keys(parts)
  for (const name of chosen)
    if (!parts[name]) throw new RangeError(`No part "${name}", expected ${Object.keys(parts).join(', ')}`)
  const scratch = mkdtempSync(join(tmpdir(), 'bench-'))
  const progress = (text: string) =>
    console.error(chalk.dim(`${new Date().toISOString().slice(11, 19)} ${text}`))
  const rows: Row[] = []
  try {
    for (const name of chosen) {
      const found = await parts[name]!({ root: resolve(import.meta.dirname, '..'), scratch, progress })
      rows.push(...found)
      if (values.json) for (const row of found) console.log(JSON.stringify({ part: name, ...row }))
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
  if (!values.json) show(rows)
  return rows.every(({ met }) => met !== false) ? 0 : 1
}

/** A Markdown table, as it stands in the README. */
function show(rows: readonly Row[]) {
  const load = loadavg()[0]!
  const cores = availableParallelism()
  console.log(
    `\nNode ${process.version}, ${cores} cores, load ${load.toFixed(1)}, ${new Date().toISOString().slice(0, 10)}\n`,
  )
  console.log('| what | target | measured | met |\n| --- | --- | --- | --- |')
  for (const { what, target, measured, met } of rows)
    console.log(`| ${what} | ${target} | ${measured} | ${met === null ? '' : met ? 'yes' : 'no'} |`)
  if (load > 2 * cores)
    console.log('\nThe machine is busy with other things: times of the wall are longer than the work.')
}
