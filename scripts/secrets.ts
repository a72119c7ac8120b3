#!/usr/bin/env node
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { guidesIn, pairOf } from '../plugins/vitest-guide/guides.ts'
import { planReader } from '../plugins/vitest-guide/read.ts'
import { select } from '../plugins/vitest-guide/selection.ts'
import { loadRules } from '../src/rules/index.ts'
import { checkPlan } from '../src/verify/check.ts'
import { createInstances } from '../src/verify/instances.ts'
import { openProducts } from '../src/verify/products.ts'
import { runVerification } from '../src/verify/run.ts'
import { subjectOf } from '../src/verify/subject.ts'
import { everythingWritten } from '../src/verify/testing/outputs.ts'
import { leaks, type Overheard, overhear } from '../src/verify/testing/secrets.ts'
import { explained } from '../src/verify/verdict.ts'

const help = `Verifies guides with an ear at the provider's door, and looks for every secret it heard in all that a run writes.

Usage: npm run secrets -- [guide…] [--tier embedded|container]

Exit codes: 0 nothing secret is written, 1 something is`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    tier: { type: 'string', default: 'embedded' },
    help: { type: 'boolean', short: 'h', default: false },
  },
})
if (values.help) console.log(help)
else process.exit(await main(values.tier === 'container' ? 'container' : 'embedded'))

async function main(tier: 'embedded' | 'container'): Promise<number> {
  const root = resolve(import.meta.dirname, '..')
  const [products, rules, read] = [openProducts(), await loadRules(), planReader(root)]
  const heard: Overheard = new Map()
  const overheard = new Map<string, ReturnType<typeof overhear>>()
  const instances = createInstances()
  const texts: string[] = []
  try {
    for (const file of select(guidesIn(resolve(root, 'docs/integrations'), root), positionals)) {
      const pair = pairOf(file)
      const provider = await products.provider(pair.provider)
      const listening = overheard.get(provider.id) ?? overhear(provider, tier, heard)
      overheard.set(provider.id, listening)
      const application = await products.application(pair.application)
      const { plan, planHash } = await read(file, provider, application)
      const subject = subjectOf(listening, application, { tier })
      const checked = checkPlan(plan, subject, rules)
      const verdict = await runVerification(plan, { subject, instances, checked, planHash })
      const instance = await instances.get(subject)
      // The server's own words are written where a run fails: here they always are.
      const told = {
        ...verdict,
        steps: verdict.steps.map((step) => ({ ...step, blame: 'infrastructure' as const })),
      }
      texts.push(
        everythingWritten(verdict),
        everythingWritten(explained(told, (await instance.logs?.()) ?? [])),
      )
      console.log(`${pair.guide}: ${verdict.outcome}, ${heard.size} secrets heard so far`)
    }
  } finally {
    await instances.stop()
  }
  const found = leaks(texts.join('\n'), heard)
  for (const leak of found) console.log(leak)
  const characters = texts.reduce((sum, text) => sum + text.length, 0)
  console.log(`${found.length} of ${heard.size} secrets in ${characters} characters of output`)
  return found.length === 0 ? 0 : 1
}
