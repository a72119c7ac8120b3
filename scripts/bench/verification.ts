import { join } from 'node:path'
import { guidesIn, pairOf } from '../../plugins/vitest-guide/guides.ts'
import { planReader } from '../../plugins/vitest-guide/read.ts'
import { loadRules } from '../../src/rules/index.ts'
import { checkPlan } from '../../src/verify/check.ts'
import { createInstances } from '../../src/verify/instances.ts'
import { openProducts } from '../../src/verify/products.ts'
import { runVerification } from '../../src/verify/run.ts'
import { subjectOf } from '../../src/verify/subject.ts'
import { type BenchOptions, median, ms, quantile, type Row, timed } from './measure.ts'

const rounds = 10

/** Each guide carried out again and again by providers that run already, in this process and without a test runner. */
export async function verificationRows({ root, progress }: BenchOptions): Promise<Row[]> {
  const [products, rules, read] = [openProducts(), await loadRules(), planReader(root)]
  const instances = createInstances()
  const guides = await Promise.all(
    guidesIn(join(root, 'docs/integrations'), root).map(async (file) => {
      const pair = pairOf(file)
      const [provider, application] = await Promise.all([
        products.provider(pair.provider),
        products.application(pair.application),
      ])
      const { plan, planHash } = await read(file, provider, application)
      const subject = subjectOf(provider, application)
      const checked = checkPlan(plan, subject, rules)
      return async () => {
        const { outcome, logins } = await runVerification(plan, { subject, instances, checked, planHash })
        // A guide that fails at once would be a fast one.
        if (outcome !== 'verified' || logins === 0) throw new Error(`${file} is not verified but ${outcome}`)
      }
    }),
  )
  const [wall, processor]: [number[], number[]] = [[], []]
  try {
    for (let round = -2; round < rounds; round++) {
      progress(`embedded verification, ${round < 0 ? 'warming up' : `round ${round + 1} of ${rounds}`}`)
      for (const run of guides) {
        const time = await timed(run)
        if (round < 0) continue
        wall.push(time.wall)
        processor.push(time.processor)
      }
    }
  } finally {
    await instances.stop()
  }
  return [
    {
      what: `embedded verification of a guide, warm (${wall.length} runs of ${guides.length} guides)`,
      target: 'median under 150 ms',
      measured: `median ${ms(median(wall))}, p95 ${ms(quantile(wall, 0.95))} (of processor: median ${ms(median(processor))}, p95 ${ms(quantile(processor, 0.95))})`,
      met: median(wall) < 150,
    },
  ]
}
