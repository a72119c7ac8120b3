import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { lockFile, takeTurn } from './turn.ts'

const anew = () => `http://127.0.0.1/${crypto.randomUUID()}`

const importing = `const { takeTurn } = await import(${JSON.stringify(new URL('turn.ts', import.meta.url).href)})`
const taking = (name: string) => `${importing}; const end = await takeTurn(${JSON.stringify(name)})`

const inThread = (code: string, workerData?: unknown) =>
  new Worker(new URL(`data:text/javascript,${encodeURIComponent(code)}`), { workerData })

/** Resolves to true when the turn comes within some time in which nothing else happens. */
const comesSoon = async (turn: Promise<unknown>) => (await Promise.race([turn, wait(300, 'late')])) !== 'late'

test('who comes next has the turn when it is given back, and then nothing is left', async () => {
  const name = anew()
  const first = await takeTurn(name)
  const second = takeTurn(name)
  expect(await comesSoon(second)).toBe(false)
  first()
  const end = await second
  expect(existsSync(lockFile(name))).toBe(true)
  end()
  expect(existsSync(lockFile(name))).toBe(false)
})

test('who has waited long enough goes without', async () => {
  const name = anew()
  const end = await takeTurn(name, 60_000)
  expect(await takeTurn(name, 20)).toBeNull()
  end?.()
})

test('other threads wait for the turn at one name, until that one ends, and not at different ones', async () => {
  const name = anew()
  const end = await takeTurn(name)
  const thread = inThread(`import { parentPort } from 'node:worker_threads'; ${taking(name)}
    parentPort.postMessage('mine'); parentPort.on('message', () => process.exit())`)
  const its = once(thread, 'message')
  expect(await comesSoon(its)).toBe(false)
  const elsewhere = await takeTurn(`${name}/other`)
  elsewhere()
  end()
  await its
  const mine = takeTurn(name)
  expect(await comesSoon(mine)).toBe(false)
  thread.postMessage('die')
  const last = await mine
  last()
})

test('so do other processes, until that one is killed', async () => {
  const name = anew()
  const code = `${taking(name)}; console.log('mine'); setInterval(() => end, 1000)`
  const process = spawn(globalThis.process.execPath, ['--input-type=module', '-e', code])
  await once(process.stdout!, 'data')
  const mine = takeTurn(name)
  expect(await comesSoon(mine)).toBe(false)
  process.kill('SIGKILL')
  const end = await mine
  end()
})

test('with many that come and go, never two have it', async () => {
  // How many have it now, and the most that ever had.
  const counts = new Int32Array(new SharedArrayBuffer(8))
  const code = `import { workerData as counts } from 'node:worker_threads'
    import { setTimeout as wait } from 'node:timers/promises'
    ${importing}
    for (let turn = 0; turn < 4; turn++) {
      const end = await takeTurn(${JSON.stringify(anew())})
      counts[1] = Math.max(counts[1], Atomics.add(counts, 0, 1) + 1)
      await wait(2)
      Atomics.sub(counts, 0, 1)
      end()
    }`
  await Promise.all([1, 2, 3].map(() => once(inThread(code, counts), 'exit')))
  expect([...counts]).toEqual([0, 1])
})
