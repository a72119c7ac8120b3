import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { searchSockets, socketPaths } from './sockets.ts'

test("Docker's sockets come before Podman's", () => {
  expect(socketPaths({ XDG_RUNTIME_DIR: '/run/user/1000' }, '/home/ann')).toEqual([
    '/var/run/docker.sock',
    '/run/user/1000/docker.sock',
    '/home/ann/.docker/run/docker.sock',
    '/run/user/1000/podman/podman.sock',
    '/run/podman/podman.sock',
  ])
  expect(socketPaths({}, '/root')).toEqual([
    '/var/run/docker.sock',
    '/root/.docker/run/docker.sock',
    '/run/podman/podman.sock',
  ])
})

test('a file that an ended service left is passed over', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sockets-'))
  const [left, live] = [join(folder, 'left.sock'), join(folder, 'live.sock')]
  writeFileSync(left, '')
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(live, resolve))
  onTestFinished(() => {
    server.close()
    rmSync(folder, { recursive: true })
  })
  expect(await searchSockets([join(folder, 'none.sock'), left, live])).toEqual({ found: live, forbidden: [] })
  expect(await searchSockets([left])).toEqual({ found: null, forbidden: [] })
})
