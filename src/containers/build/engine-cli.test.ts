import { expect, test } from 'vitest'
import { buildFlags, commandFor } from './engine-cli.ts'

test.for([
  [{ docker: true, podman: true }, 'docker'],
  [{ docker: true, podman: false, host: 'tcp://builder:2376' }, 'docker'],
  [{ docker: false, podman: true }, 'podman'],
  [{ docker: false, podman: true, host: 'unix:///run/podman/podman.sock' }, 'podman'],
] as const)('%o builds with %s', ([commands, name]) => {
  expect(commandFor(commands)).toBe(name)
})

test('images are not built where the engine cannot see them', () => {
  const host = 'unix:///var/run/docker.sock'
  expect(() => commandFor({ docker: false, podman: true, host })).toThrow(
    'does not reach the engine at unix:///var/run/docker.sock',
  )
  expect(() => commandFor({ docker: false, podman: false })).toThrow('install podman')
})

test('only Podman is told to do without namespaces', () => {
  const run = async () => ''
  expect(buildFlags({ name: 'docker', run })).toEqual(['--network', 'host'])
  expect(buildFlags({ name: 'podman', run })).toEqual(['--network', 'host', '--isolation', 'chroot'])
})
