#!/usr/bin/env node
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { guidesIn, pairOf } from '../plugins/vitest-guide/guides.ts'
import { onInterrupt, removeContainers } from '../plugins/vitest-guide/interrupt.ts'
import { planReader } from '../plugins/vitest-guide/read.ts'
import { select } from '../plugins/vitest-guide/selection.ts'
import type { ApplicationMode } from '../src/applications/contract.ts'
import type { Tier } from '../src/providers/contract.ts'
import { loadRules } from '../src/rules/index.ts'
import { checkPlan } from '../src/verify/check.ts'
import { createInstances } from '../src/verify/instances.ts'
import { openProducts } from '../src/verify/products.ts'
import { subjectOf } from '../src/verify/subject.ts'
import { Scan } from '../src/verify/testing/scan.ts'
import { leaks, type Overheard } from '../src/verify/testing/secrets.ts'

const help = `Verifies guides with an ear at the doors of both products, and looks for every secret it heard (client secrets,
passwords, codes, tokens, sessions) in all that a run writes: evidence, cache, records, reports, last lines of logs.

Usage: npm run secrets -- [guide…] [options]

  --tier TIER             embedded (the default) or container
  --application-mode M    profile (the default), or real, for the guides whose application can be run
  --help                  this text

Exit codes: 0 nothing secret is written, 1 something is, 2 wrong usage, 3 nothing could be verified`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    tier: { type: 'string', default: 'embedded' },
    'application-mode': { type: 'string', default: 'profile' },
    help: { type: 'boolean', short: 'h', default: false },
  },
})
const tiers: readonly string[] = ['embedded', 'container'] satisfies Tier[]
const modes: readonly string[] = ['profile', 'real'] satisfies ApplicationMode[]
if (values.help) console.log(help)
else if (!tiers.includes(values.tier) || !modes.includes(values['application-mode'])) {
  console.error(help)
  process.exitCode = 2
} else process.exit(await main(values.tier as Tier, values['application-mode'] as ApplicationMode))

async function main(tier: Tier, applicationMode: ApplicationMode): Promise<number> {
  const root = resolve(import.meta.dirname, '..')
  const [products, rules, read] = [openProducts(), await loadRules(), planReader(root)]
  const heard: Overheard = new Map()
  const instances = createInstances()
  const scan = new Scan({ tier, applicationMode, instances, heard })
  onInterrupt(removeContainers)
  let verified = 0
  try {
    for (const file of select(guidesIn(resolve(root, 'docs/integrations'), root), positionals)) {
      const pair = pairOf(file)
      const provider = await products.provider(pair.provider)
      const application = await products.application(pair.application)
      if (!provider.drivers[tier] || !application.drivers[applicationMode]) continue
      const guide = await read(file, provider, application)
      const subject = subjectOf(provider, application, { tier, applicationMode })
      const checked = (plan: typeof guide.plan) => checkPlan(plan, subject, rules)
      const verdict = await scan.add({ ...guide, provider, application, checked })
      if (verdict.outcome !== 'infrastructure') verified += 1
      for (const { id, message } of verdict.steps.filter((step) => step.outcome === 'failed'))
        console.error(`  ${id}: ${message.trim()}`)
      console.log(`${pair.guide}: ${verdict.outcome}, ${heard.size} secrets heard so far`)
    }
  } catch (error) {
    console.error((error as Error).message)
  } finally {
    await instances.stop()
  }
  const found = leaks(scan.texts.join('\n'), heard)
  for (const leak of found) console.log(leak)
  const characters = scan.texts.reduce((sum, text) => sum + text.length, 0)
  console.log(`${found.length} of ${heard.size} secrets in ${characters} characters of output`)
  if (found.length > 0) return 1
  // A scan that heard nothing has not looked.
  return verified > 0 && heard.size > 0 ? 0 : 3
}
