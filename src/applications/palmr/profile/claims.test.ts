import { expect, test } from 'vitest'
import { authentikPaths, builtIn, guide, install, signIn, startProvider } from '../testing.ts'

test('the session of the profile has the userinfo answer that decided, which Palmr itself tells nobody', async () => {
  await startProvider('authentik', { configuration: authentikPaths })
  await install(guide('authentik', builtIn))
  expect(await signIn()).toMatchObject({ session: { claims: { preferred_username: 'lena' } } })
})
