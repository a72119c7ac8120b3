import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { pairOf } from '../plugins/vitest-guide/guides.ts'
import { planReader } from '../plugins/vitest-guide/read.ts'
import { loadRules } from '../src/rules/index.ts'
import { checkPlan } from '../src/verify/check.ts'
import { createInstances } from '../src/verify/instances.ts'
import { openProducts } from '../src/verify/products.ts'
import { runVerification } from '../src/verify/run.ts'
import { subjectOf } from '../src/verify/subject.ts'

/*
 * Guides that other authors could have written, each in a style of its own: the right ones are carried out without a
 * complaint, and each of the wrong ones makes one mistake, which is reported where the file beside it says.
 * A further guide is a folder with the guide; a wrong one has its expectation beside it.
 */

interface Mistake {
  /** What is wrong, in words. */
  what: string
  line: number
  /** The rule or step that reports it there. */
  by: string
}

const root = resolve(import.meta.dirname, '..')
const products = openProducts()
const instances = createInstances()
afterAll(() => instances.stop())

const guidesOf = (kind: string) => globSync(`fixtures/hands/${kind}/*/*/*.{md,mdx}`, { cwd: root }).sort()

async function carriedOut(file: string) {
  const pair = pairOf(file)
  const [provider, application] = [
    await products.provider(pair.provider),
    await products.application(pair.application),
  ]
  const { plan, planHash } = await planReader(root)(file, provider, application)
  const subject = subjectOf(provider, application)
  const checked = checkPlan(plan, subject, await loadRules(), products.others(pair))
  const verdict = await runVerification(plan, { subject, instances, checked, planHash })
  const failed = verdict.steps.filter(({ outcome }) => outcome === 'failed')
  return {
    verdict,
    reports: [
      ...checked.findings
        .filter(({ severity }) => severity === 'error')
        .map(({ place, ruleId }) => `${place.start.line} ${ruleId}`),
      ...failed.map(({ place, id }) => `${place.start.line} ${id}`),
    ],
  }
}

describe.each(guidesOf('right'))('%s', (file) => {
  test('is verified without an error', async () => {
    const { verdict, reports } = await carriedOut(file)
    expect({ outcome: verdict.outcome, reports }).toEqual({ outcome: 'verified', reports: [] })
  })
})

describe.each(guidesOf('wrong'))('%s', (file) => {
  const mistake: Mistake = JSON.parse(
    readFileSync(resolve(root, file.replace(/\.mdx?$/, '.expected.json')), 'utf8'),
  )

  test(mistake.what, async () => {
    const { verdict, reports } = await carriedOut(file)
    expect([verdict.outcome, verdict.blame]).toEqual(['drift', 'guide'])
    expect(reports).toContain(`${mistake.line} ${mistake.by}`)
  })
})

test('there are right and wrong guides in every style', () => {
  expect(guidesOf('right').length).toBeGreaterThanOrEqual(12)
  expect(guidesOf('wrong').length).toBeGreaterThanOrEqual(14)
})
