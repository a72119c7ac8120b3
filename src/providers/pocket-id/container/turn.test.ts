import { expect, test } from 'vitest'
import type { PocketIdServer } from './server.ts'
import { exclusive, takeTurn } from './turn.ts'

const server = (disposable: boolean): PocketIdServer => ({
  ...{ url: 'http://127.0.0.1:1', issuer: 'https://pocket-id.company', apiKey: 'x', disposable },
  logs: async () => [],
  stop: async () => {},
})

test('one at a time has a server; who comes next has it when it is given back', async () => {
  const first = await exclusive('a', 60_000)
  const second = exclusive('a', 60_000)
  expect(await Promise.race([second, Promise.resolve('waits')])).toBe('waits')
  first?.()
  expect(await second).toBeTypeOf('function')
})

test('who has waited long enough goes without', async () => {
  await exclusive('b', 60_000)
  expect(await exclusive('b', 20)).toBeNull()
})

test("guides take turns on somebody's own server, and name it as it calls itself", async () => {
  const turn = await takeTurn(server(false), '2.14.0', 'https://pocket-id.company')
  expect(turn.server.url).toBe('http://127.0.0.1:1')
  await turn.end()
  await expect(takeTurn(server(false), '2.14.0', 'https://id.company')).rejects.toMatchObject({
    name: 'Infrastructure',
    message: expect.stringContaining('start it with APP_URL=https://id.company'),
  })
})
