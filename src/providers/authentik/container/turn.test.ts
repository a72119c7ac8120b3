import { setTimeout as wait } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { takeTurn } from './turn.ts'

const server = `http://127.0.0.1/${crypto.randomUUID()}`

/** A thread that takes the turn and reports; killed, it can give nothing back by itself. */
function other(): Worker {
  const turn = new URL('turn.ts', import.meta.url).href
  const code = `import { parentPort } from 'node:worker_threads'
    const { takeTurn } = await import(${JSON.stringify(turn)})
    const end = await takeTurn(${JSON.stringify(server)})
    parentPort.postMessage('mine')
    parentPort.on('message', () => { end(); process.exit() })`
  return new Worker(new URL(`data:text/javascript,${encodeURIComponent(code)}`))
}

const said = (worker: Worker) => new Promise((resolve) => worker.once('message', resolve))

test('guides take turns at one server, across threads, and not at different ones', async () => {
  const end = await takeTurn(server)
  const second = other()
  const turn = said(second)
  expect(await Promise.race([turn, wait(300, 'waiting')])).toBe('waiting')
  const elsewhere = await takeTurn(`${server}/other`)
  elsewhere()
  end()
  expect(await turn).toBe('mine')
  const mine = takeTurn(server)
  expect(await Promise.race([mine, wait(200, 'waiting')])).toBe('waiting')
  second.postMessage('end')
  const last = await mine
  last()
})
