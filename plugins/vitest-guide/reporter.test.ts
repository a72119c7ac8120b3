import { expect, test } from 'vitest'
import { createVitest } from 'vitest/node'
import { defaultStepLimit } from '../../src/verify/time-limit.ts'
import { guideProject } from './project.ts'
import { planReader } from './read.ts'
import { verdictReporter } from './reporter.ts'
import { folders, project, rule } from './testing/fictional.ts'

/** Carries a guide out with Vitest's own limit for a step; what is heard of it. */
async function heard(testTimeout?: number) {
  const { root, docs } = project()
  const options = { root, docs, folders, read: planReader(root), rules: async () => [rule] }
  const { plugins, test } = guideProject(options)
  const told: string[] = []
  const reporter = verdictReporter({
    onVerdict: ({ verdict }) => void told.push(verdict.outcome),
    onBroken: (_, reason) => void told.push(reason),
  })
  const limit = testTimeout ?? test.testTimeout
  const vitest = await createVitest(
    'test',
    { ...test, testTimeout: limit, config: false, watch: false, reporters: [reporter] },
    { plugins, logLevel: 'error' },
  )
  const before = process.exitCode
  try {
    await vitest.start()
  } finally {
    await vitest.close()
    process.exitCode = before
  }
  return told
}

test('a guide that is carried out has its verdict', async () => {
  expect(await heard()).toEqual(['verified'])
})

test('a step that the runner gives up ends without a verdict, and with the reason', async () => {
  expect(await heard(1)).toEqual([expect.stringMatching(/timed out in 1ms/)])
})

test('the runner waits longer than a step that is tried again on a fresh set-up', () => {
  const { test } = guideProject({
    root: '/',
    docs: '/docs',
    folders,
    read: planReader('/'),
    rules: async () => [],
  })
  expect(test.testTimeout).toBeGreaterThan(2 * defaultStepLimit)
})
