import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { orphanedFolders, ownedFolder } from './owned-folder.ts'

const module = new URL('owned-folder.ts', import.meta.url).href
const inProcess = (ending: string) =>
  spawnSync(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `import { ownedFolder } from '${module}'; console.log(ownedFolder()); ${ending}`,
    ],
    { encoding: 'utf8' },
  ).stdout.trim()

test('a folder goes with its process', () => {
  const folder = inProcess('')
  expect(folder).toMatch(/touchstone-\d+-/)
  expect(existsSync(folder)).toBe(false)
})

test('what a killed process left is removed by the next that needs a folder, and nothing else is', () => {
  const left = inProcess("process.kill(process.pid, 'SIGKILL')")
  const mine = join(tmpdir(), `touchstone-${process.pid}-kept`)
  mkdirSync(mine)
  expect(orphanedFolders()).toContain(left)
  ownedFolder()
  expect([existsSync(left), existsSync(mine)]).toEqual([false, true])
  rmSync(mine, { recursive: true })
})

test('a service that a killed process left is ended with its folder, a stranger with its id is not', async () => {
  const left = inProcess("process.kill(process.pid, 'SIGKILL')")
  const serve = (name: string) => spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', name])
  const [service, stranger] = [serve(`${left}/podman.sock`), serve('elsewhere')]
  const ended = once(service, 'exit')
  writeFileSync(join(left, 'service.pid'), String(service.pid))
  writeFileSync(join(left, 'other.pid'), String(stranger.pid))
  ownedFolder()
  expect((await ended)[1]).toBe('SIGTERM')
  expect(stranger.exitCode).toBeNull()
  stranger.kill()
})
