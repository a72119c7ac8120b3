#!/usr/bin/env node
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { onInterrupt, removeContainers } from '../plugins/vitest-guide/interrupt.ts'
import { connectEngine, type NoEngine } from '../src/containers/engine.ts'
import type { ProviderInstance } from '../src/providers/contract.ts'
import type { Fault, Workshop } from './faults/fault.ts'
import { faults } from './faults/faults.ts'
import { head, judge, recordOf, row } from './faults/judge.ts'
import { endRuns, runFault } from './faults/run.ts'

const help = `Breaks the machine under the container tier in many ways, and guides in some, and shows who is blamed and what is left.

Usage: npm run faults -- [fault…] [options]

  fault    ${faults.map(({ id }) => id).join(', ')}; all when absent
  --quick  those that together take about three minutes
  --json   one JSON object a line for each fault, and nothing else on standard output
  --list   what each of them is
  --help   this text

Needs a container engine and the images of Keycloak 26.7.0 and Synapse. One after another.
Exit codes: 0 each is blamed rightly and leaves nothing behind, 1 one is not, 2 wrong usage, 3 no engine`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
})
const unknown = positionals.filter((word) => !faults.some(({ id }) => id === word))
const chosen = faults.filter(({ id, quick }) =>
  positionals.length > 0 ? positionals.includes(id) : quick || !values.quick,
)

if (values.help) console.log(help)
else if (values.list) for (const { id, what } of faults) console.log(`${id.padEnd(20)} ${what}`)
else if (unknown.length > 0) {
  console.error(`No fault ${unknown.join(', ')}\n\n${help}`)
  process.exit(2)
} else process.exit(await main(chosen))

async function main(all: readonly Fault[]): Promise<number> {
  // Each run finds its engine itself, as one does that somebody starts by hand.
  const given = { ...process.env }
  const engine = await connectEngine().catch((error: NoEngine) => {
    console.error(error.message)
    process.exit(3)
  })
  console.error(`${all.length} faults on ${engine}`)
  let keycloak: Promise<ProviderInstance> | undefined
  const workshop: Workshop = {
    root: resolve(import.meta.dirname, '..'),
    async keycloak() {
      keycloak ??= startKeycloak()
      return (await keycloak).environment ?? {}
    },
  }
  onInterrupt(async () => {
    await endRuns()
    await removeContainers()
  })
  if (!values.json) console.log(head)
  let wrong = 0
  for (const fault of all) {
    const result = await runFault(fault, workshop, given)
    console.log(values.json ? JSON.stringify(recordOf(result)) : row(result))
    const problems = judge(result)
    for (const problem of problems) console.error(`${fault.id} (${fault.what}): ${problem}`)
    wrong += problems.length
  }
  await (await keycloak)?.stop()
  return wrong === 0 ? 0 : 1
}

async function startKeycloak(): Promise<ProviderInstance> {
  const { container } = await import('../src/providers/keycloak/container/index.ts')
  return container.start({ version: '26.7.0' })
}
