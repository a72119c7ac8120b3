import { createVitest, type Reporter, type TestUserConfig } from 'vitest/node'
import { guideProject } from '../project.ts'
import { planReader } from '../read.ts'
import { folders, type project, rule } from './fictional.ts'

/** Runs the guide of a project as Vitest does for anybody. The exit code of the tests that do so stays theirs. */
export async function runProject(
  { root, docs }: ReturnType<typeof project>,
  reporter: Reporter,
  changed: TestUserConfig = {},
): Promise<void> {
  const options = { root, docs, folders, read: planReader(root), rules: async () => [rule] }
  const { plugins, test } = guideProject(options)
  const vitest = await createVitest(
    'test',
    { ...test, ...changed, config: false, watch: false, reporters: [reporter] },
    { plugins, logLevel: 'error' },
  )
  const before = process.exitCode
  try {
    await vitest.start()
  } finally {
    await vitest.close()
    process.exitCode = before
  }
}
