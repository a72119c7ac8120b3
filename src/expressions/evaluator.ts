import { z } from 'zod'
import {
  type CompileResult,
  type Evaluation,
  type EvaluationInput,
  type Evaluator,
  SandboxUnavailable,
} from './evaluation.ts'
import { type End, type Limits, Worker } from './process.ts'
import { discardSnapshot, snapshotPath } from './snapshot.ts'

const standard: Limits = { time: 3000, memory: 192 * 1024 * 1024, start: 60_000 }

const fault = z.object({
  type: z.string(),
  message: z.string(),
  line: z.number().nullable(),
  column: z.number().nullable(),
})
const line = z.number().nullable()
const warnings = z.array(z.string()).max(1000)
const evaluation = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('value'), warnings, value: z.record(z.string(), z.json()) }),
  z.object({ outcome: z.literal('none'), warnings }),
  z.object({ outcome: z.literal('not-a-dict'), warnings, type: z.string() }),
  z.object({ outcome: z.literal('not-serialisable'), warnings, type: z.string(), message: z.string() }),
  z.object({ outcome: z.literal('exception'), warnings, type: z.string(), message: z.string(), line }),
  z.object({ outcome: z.literal('not-known'), warnings, what: z.string(), line }),
  z.object({
    outcome: z.literal('limit'),
    warnings,
    limit: z.enum(['time', 'memory', 'output']),
    message: z.string(),
  }),
])
const prelude = z.object({ harmless: z.boolean() })
const answer = z.object({ fault: fault.nullable(), evaluation: evaluation.nullable() })
type Answer = z.infer<typeof answer>

/**
 * CPython for expressions, started at the first call and kept warm; calls are answered in order.
 * After a time-out, a crash, or an expression that could have touched the interpreter, a new process takes over.
 */
export function createEvaluator(options: Partial<Limits> = {}): Evaluator {
  const limits = { ...standard, ...options }
  let worker: Worker | null = null
  let queue: Promise<unknown> = Promise.resolve()

  const started = async (): Promise<Worker> => {
    if (worker && !worker.end) return worker
    const snapshot = await snapshotPath()
    worker = new Worker(limits, snapshot)
    if (await worker.next(limits.start)) return worker
    if (snapshot) {
      await discardSnapshot()
      return started()
    }
    const why = worker.end?.detail ?? 'it said something else than that it is ready'
    throw new SandboxUnavailable(
      `CPython on WebAssembly did not start within ${limits.start / 1000} s: ${why}`,
    )
  }

  const ask = (message: object): Promise<Answer | End> => {
    const turn = queue.then(async (): Promise<Answer | End> => {
      const current = await started()
      current.send(message)
      const before = prelude.safeParse(await current.next(limits.time))
      const after = before.success ? answer.safeParse(await current.next(limits.time)) : null
      const end = current.end
      if (!before.data?.harmless || !after?.success || after.data.evaluation?.outcome === 'limit')
        current.kill()
      return after?.success
        ? after.data
        : (end ?? { reason: 'died', detail: 'it answered in an unknown form' })
    })
    queue = turn.catch(() => {})
    return turn
  }

  return {
    evaluate: async (input) => asEvaluation(await ask(request(input))),
    compile: async (expression) => asCompileResult(await ask({ op: 'compile', expression })),
    close: async () => {
      await queue
      worker?.kill()
      worker = null
    },
  }
}

let shared: Evaluator | null = null

/** One evaluator for the whole process, started when first asked. It does not keep the process alive. */
export function sharedEvaluator(): Evaluator {
  shared ??= createEvaluator()
  return shared
}

function request(input: EvaluationInput): object {
  return { op: 'evaluate', ...input }
}

function asEvaluation(result: Answer | End): Evaluation {
  if ('reason' in result) {
    const { reason, detail } = result
    if (reason === 'died')
      return { outcome: 'crashed', message: `The expression ended CPython: ${detail}`, warnings: [] }
    return { outcome: 'limit', limit: reason, message: `The expression was stopped: ${detail}`, warnings: [] }
  }
  if (result.fault) return { outcome: 'not-compiled', ...result.fault, warnings: [] }
  return result.evaluation ?? { outcome: 'crashed', message: 'CPython gave no answer', warnings: [] }
}

function asCompileResult(result: Answer | End): CompileResult {
  if ('reason' in result) throw new SandboxUnavailable(`CPython ended while it compiled: ${result.detail}`)
  return result.fault ? { ok: false, ...result.fault } : { ok: true }
}
