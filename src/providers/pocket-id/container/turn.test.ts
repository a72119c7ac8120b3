import { expect, test } from 'vitest'
import type { PocketIdServer } from './server.ts'
import { turnAt } from './turn.ts'

const server = (disposable: boolean): PocketIdServer => ({
  ...{ url: 'http://127.0.0.1:1', issuer: 'https://pocket-id.company', apiKey: 'x', disposable },
  logs: async () => [],
  stop: async () => {},
})

test("guides take turns on somebody's own server, and name it as it calls itself", async () => {
  const turn = await turnAt(server(false), '2.14.0', 'https://pocket-id.company')
  expect(turn.server.url).toBe('http://127.0.0.1:1')
  await turn.end()
  await expect(turnAt(server(false), '2.14.0', 'https://id.company')).rejects.toMatchObject({
    name: 'Infrastructure',
    message: expect.stringContaining('start it with APP_URL=https://id.company'),
  })
})
