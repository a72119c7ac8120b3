/*
 * The far side of the wall: started by `process.ts` under Node's permission model, with nothing readable but this
 * folder, Pyodide's, and a snapshot. Requests and answers are JSON, one a line, over standard input and output.
 */
import process from 'node:process'
import { createInterface } from 'node:readline'
import { closeDoors, loadPython, silence } from './python.ts'

const [pyodidePath = '', memoryLimit, orphanLimit, snapshot] = process.argv.slice(2)

process.on('uncaughtException', (error) => {
  process.stderr.write(String(error.message).slice(-1000))
  process.exit(1)
})

closeDoors(Number(memoryLimit))
const python = await loadPython(pyodidePath, { snapshot })
silence(python)
const prepare = python.runPython('harness.prepare')

/** Should the parent die while CPython runs, nobody is left to kill this process: CPython asks here now and then. */
let started = Number.POSITIVE_INFINITY
const watch = new Proxy(new Uint8Array(1), {
  get: (target, key) => {
    if (key === '0' && Date.now() - started > Number(orphanLimit)) process.exit(3)
    return Reflect.get(target, key, target)
  },
})
python.setInterruptBuffer(watch)

const say = (message: object) => process.stdout.write(`${JSON.stringify(message)}\n`)
say({ ready: true })

for await (const line of createInterface({ input: process.stdin })) {
  started = Date.now()
  const answer = prepare(line)
  const fault = answer.get(1)?.toJs({ dict_converter: Object.fromEntries }) ?? null
  const run = answer.get(2)
  // Said before the expression runs, so that it cannot lie about itself.
  say({ harmless: answer.get(0) })
  say({ fault, evaluation: run ? JSON.parse(run()) : null })
  started = Number.POSITIVE_INFINITY
  run?.destroy()
  answer.destroy()
}
