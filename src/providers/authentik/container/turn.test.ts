import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { afterAll, expect, test } from 'vitest'
import { forgetTurns, takeTurn } from './turn.ts'

const server = `http://127.0.0.1/${crypto.randomUUID()}`
afterAll(() => {
  for (const url of [server, `${server}/other`]) forgetTurns(url)
})

const take = `const { takeTurn } = await import(${JSON.stringify(new URL('turn.ts', import.meta.url).href)})
  const end = await takeTurn(${JSON.stringify(server)})`

/** Resolves to true when the turn comes within some time in which nothing else happens. */
const comesSoon = async (turn: Promise<unknown>) => (await Promise.race([turn, wait(300, 'late')])) !== 'late'

test('guides of other threads wait for the turn at one server, until that one ends, and not at different ones', async () => {
  const end = await takeTurn(server)
  const code = `import { parentPort } from 'node:worker_threads'; ${take}
    parentPort.postMessage('mine'); parentPort.on('message', () => process.exit())`
  const thread = new Worker(new URL(`data:text/javascript,${encodeURIComponent(code)}`))
  const its = once(thread, 'message')
  expect(await comesSoon(its)).toBe(false)
  const elsewhere = await takeTurn(`${server}/other`)
  elsewhere()
  end()
  await its
  const mine = takeTurn(server)
  expect(await comesSoon(mine)).toBe(false)
  thread.postMessage('die')
  const last = await mine
  last()
})

test('so do those of other processes, until that one is killed', async () => {
  const process: ChildProcess = spawn(globalThis.process.execPath, [
    '--input-type=module',
    '-e',
    `${take}; console.log('mine'); setInterval(() => end, 1000)`,
  ])
  await once(process.stdout!, 'data')
  const mine = takeTurn(server)
  expect(await comesSoon(mine)).toBe(false)
  process.kill('SIGKILL')
  const end = await mine
  end()
})
