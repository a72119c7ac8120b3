import { expect, test } from 'vitest'
import type { TestUserConfig } from 'vitest/node'
import { defaultStepLimit } from '../../src/verify/time-limit.ts'
import { guideProject } from './project.ts'
import { planReader } from './read.ts'
import { verdictReporter } from './reporter.ts'
import { folders, project } from './testing/fictional.ts'
import { runProject } from './testing/run.ts'

/** Carries a guide out with Vitest's own settings changed; what is heard of it. */
async function heard(changed: TestUserConfig = {}) {
  const told: string[] = []
  const reporter = verdictReporter({
    onVerdict: ({ verdict }) => void told.push(verdict.outcome),
    onBroken: (_, reason) => void told.push(reason),
  })
  await runProject(project(), reporter, changed)
  return told
}

test('a guide that is carried out has its verdict', async () => {
  expect(await heard()).toEqual(['verified'])
})

test('a step that the runner gives up ends without a verdict, and with the reason', async () => {
  expect(await heard({ testTimeout: 1 })).toEqual([expect.stringMatching(/timed out in 1ms/)])
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
