import { afterEach, expect, test, vi } from 'vitest'
import { createBrowser } from '../../../web/browser.ts'
import { guide, house, person } from '../testing.ts'

afterEach(() => void vi.useRealTimers())

test('the session ends with the access token', async () => {
  await using it = await house(guide(), [person('ann', [])], { configuration: { ttl: { AccessToken: 300 } } })
  await it.configure()
  const browser = createBrowser(it.gateway)
  await it.signIn('ann', browser)
  const me = async () => (await browser.fetch('https://audiobookrequest.company/api/users/me')).status
  expect(await me()).toBe(200)
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 301_000 })
  expect(await me()).toBe(401)
})
