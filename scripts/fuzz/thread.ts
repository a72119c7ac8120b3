import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Judged } from './judge.ts'
import type { Asked } from './worker.ts'

/** Judges in another thread, with a limit on each guide's time (milliseconds of the wall). A thread that hangs is replaced. */
export class JudgingThread implements AsyncDisposable {
  readonly #root: string
  readonly #limit: number
  #worker: Promise<Worker> | undefined

  constructor(root: string, limit: number) {
    this.#root = root
    this.#limit = limit
  }

  async judge(asked: Asked): Promise<Judged> {
    this.#worker ??= start(this.#root)
    const worker = await this.#worker
    const begun = performance.now()
    worker.postMessage(asked)
    const limit = AbortSignal.timeout(this.#limit)
    try {
      const [judged] = (await once(worker, 'message', { signal: limit })) as [Judged]
      return judged
    } catch (error) {
      await this[Symbol.asyncDispose]()
      const reason = limit.aborted
        ? `hang: not done after ${this.#limit} ms`
        : `crash of the thread: ${error}`
      return { outcome: 'refused', findings: 0, complaints: [reason], durationMs: performance.now() - begun }
    }
  }

  async [Symbol.asyncDispose]() {
    const worker = this.#worker
    this.#worker = undefined
    await (await worker)?.terminate()
  }
}

async function start(root: string): Promise<Worker> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: { root } })
  await once(worker, 'message')
  return worker
}
