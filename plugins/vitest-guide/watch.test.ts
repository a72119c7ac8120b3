import { expect, test } from 'vitest'
import { createVitest, type TestModule } from 'vitest/node'
import { guideProject } from './project.ts'
import { planReader } from './read.ts'
import { folders, project, rule } from './testing/fictional.ts'

test('a partial that is saved reruns the guide that includes it, with its new text', async () => {
  const { root, docs, edit, partial } = project()
  let ended = Promise.withResolvers<readonly TestModule[]>()
  const options = { root, docs, folders, read: planReader(root), rules: async () => [rule] }
  const { plugins, test: config } = guideProject(options)
  const before = process.exitCode
  const vitest = await createVitest(
    'test',
    {
      ...config,
      config: false,
      watch: true,
      reporters: [{ onTestRunEnd: (modules) => ended.resolve(modules) }],
    },
    { plugins, logLevel: 'error' },
  )
  try {
    await vitest.start()
    expect((await ended.promise).map((module) => module.state())).toEqual(['passed'])
    ended = Promise.withResolvers()
    edit(partial, { '`{props.redirectUri}`': '`https://bookshelf.company/oidc/callback/`' })
    expect((await ended.promise).map((module) => module.state())).toEqual(['failed'])
  } finally {
    await vitest.close()
    process.exitCode = before
  }
})
