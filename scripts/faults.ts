#!/usr/bin/env node
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { connectEngine, type NoEngine } from '../src/containers/engine.ts'
import { type Fault, faults } from './faults/faults.ts'
import { head, judge, row } from './faults/judge.ts'
import { runFault } from './faults/run.ts'

const help = `Breaks the machine under the container tier in many ways, and shows who is blamed and what is left behind.

Usage: npm run faults -- [fault…] [--list]

  fault    ${faults.map(({ id }) => id).join(', ')}; all when absent
  --list   what each of them is
  --help   this text

Needs a container engine and the image of Keycloak. One after another; a few minutes in all.
Exit codes: 0 each fault is blamed on the infrastructure and leaves nothing behind, 1 one is not, 2 wrong usage, 3 no engine`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    list: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
})
const unknown = positionals.filter((word) => !faults.some(({ id }) => id === word))
const chosen = faults.filter(({ id }) => positionals.length === 0 || positionals.includes(id))

if (values.help) console.log(help)
else if (values.list) for (const { id, what } of faults) console.log(`${id.padEnd(16)} ${what}`)
else if (unknown.length > 0) {
  console.error(`No fault ${unknown.join(', ')}\n\n${help}`)
  process.exit(2)
} else process.exit(await main(chosen))

async function main(all: readonly Fault[]): Promise<number> {
  const engine = await connectEngine().catch((error: NoEngine) => {
    console.error(error.message)
    process.exit(3)
  })
  console.error(`${all.length} faults on ${engine}`)
  console.log(head)
  const wrong: string[] = []
  for (const fault of all) {
    const result = await runFault(fault, resolve(import.meta.dirname, '..'))
    console.log(row(result))
    wrong.push(...judge(result).map((problem) => `${fault.id} (${fault.what}): ${problem}`))
  }
  for (const problem of wrong) console.error(problem)
  return wrong.length === 0 ? 0 : 1
}
