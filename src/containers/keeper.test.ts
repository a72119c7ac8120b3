import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { keptServers, remember } from '../machine/kept.ts'
import { openKeeper, stopAll } from './keeper.ts'

const key = { provider: 'ostium', release: '2.1.0', digest: 'sha256:one', code: 'abc' }
let folder: string
let server: Server
let environment: Record<string, string>
let removed: string[]
let said: string[]

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kept-'))
  vi.stubEnv('XDG_CACHE_HOME', folder)
  server = createServer((_, response) => response.writeHead(404).end()).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  environment = { TOUCHSTONE_OSTIUM_URL: url, TOUCHSTONE_OSTIUM_PASSWORD: 'of-this-server' }
  ;[removed, said] = [[], []]
})
afterEach(() => {
  vi.unstubAllEnvs()
  server.close()
  rmSync(folder, { recursive: true })
})

/** A machine on which this process has started a server and its database. */
const containers = {
  connect: async () => {},
  own: async () => ['server', 'database'],
  remove: async (id: string) => void removed.push(id),
  logs: async (id: string) => [`${id}: ready`],
}
const keeper = () => openKeeper((text) => said.push(text), containers)

test('what was kept is found again, with its words, and only its owner may read how it is reached', async () => {
  expect(await keeper().find(key)).toBeNull()
  expect(await keeper().keep(key, environment)).toBe(true)
  const found = await keeper().find(key)
  expect(found?.environment).toEqual(environment)
  expect(await found?.logs()).toEqual(['server: ready', 'database: ready'])
  expect(statSync(join(folder, 'touchstone/kept/ostium 2.1.0.json')).mode & 0o777).toBe(0o600)
  expect([removed, said]).toEqual([[], []])
})

test.each([
  ['runs another image than there is now', { digest: 'sha256:two' }],
  ['was started by another version of the driver', { code: 'def' }],
])('one that %s is replaced, and that is said', async (reason, change) => {
  await keeper().keep(key, environment)
  expect(await keeper().find({ ...key, ...change })).toBeNull()
  expect([removed, keptServers()]).toEqual([['server', 'database'], []])
  expect(said).toEqual([`The kept ostium 2.1.0 ${reason}: replacing it`])
})

test('one that does not answer is replaced, and that is said', async () => {
  await keeper().keep(key, environment)
  server.close()
  expect(await keeper().find(key)).toBeNull()
  expect(removed).toEqual(['server', 'database'])
  expect(said).toEqual(['The kept ostium 2.1.0 does not answer: replacing it'])
})

test('one that another run uses is left alone, and a second one is not kept', async () => {
  remember({ ...key, containers: ['server'], environment, user: process.ppid })
  expect(await keeper().find(key)).toBeNull()
  expect(await keeper().keep(key, environment)).toBe(false)
  expect(removed).toEqual([])
  expect(said).toEqual([
    `The kept ostium 2.1.0 is used by process ${process.ppid}: starting another one for this run`,
  ])
})

test('other releases are servers of their own; all are ended at once', async () => {
  await keeper().keep(key, environment)
  await keeper().keep({ ...key, release: '2.2.0' }, environment)
  expect((await stopAll(containers)).map(({ release }) => release).sort()).toEqual(['2.1.0', '2.2.0'])
  expect(removed).toHaveLength(4)
  expect(await stopAll(containers)).toEqual([])
})

test('a server that somebody else started has nothing to keep', async () => {
  const none = { ...containers, own: async () => [] }
  expect(await openKeeper(() => {}, none).keep(key, environment)).toBe(false)
  expect(keptServers()).toEqual([])
})
