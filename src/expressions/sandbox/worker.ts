/*
 * The far side of the wall: started by `process.ts` under Node's permission model, with nothing readable but this
 * folder and Pyodide's. Requests and answers are JSON, one a line, over standard input and output.
 */
import { readFileSync } from 'node:fs'
import os from 'node:os'
import process from 'node:process'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'

const [pyodidePath, memoryLimit, orphanLimit] = [
  process.argv[2]!,
  Number(process.argv[3]),
  Number(process.argv[4]),
]

/** Emscripten asks for the numbers of the operating system through a door that the permission model has shut. */
Object.assign(process, {
  binding: (name: string) => {
    if (name === 'constants') return { os: os.constants, fs: {}, crypto: {}, zlib: {}, trace: {} }
    throw new Error(`process.binding('${name}') is not available here`)
  },
  kill: undefined,
  abort: undefined,
})

/** A failed `grow` becomes CPython's MemoryError. */
const grow = WebAssembly.Memory.prototype.grow
WebAssembly.Memory.prototype.grow = function (this: WebAssembly.Memory, pages: number) {
  if (this.buffer.byteLength + pages * 65_536 > memoryLimit) throw new RangeError('memory limit')
  return grow.call(this, pages)
}

process.on('uncaughtException', (error) => {
  process.stderr.write(String(error.message).slice(-1000))
  process.exit(1)
})

const { loadPyodide }: typeof import('pyodide') = await import(pathToFileURL(pyodidePath).href)
const quiet = { write: (bytes: Uint8Array) => bytes.length }
const python = await loadPyodide({ jsglobals: Object.create(null) })
python.setStdout(quiet)
python.setStderr(quiet)
python.setStdin({ stdin: () => null })

for (const name of ['model', 'helpers', 'caution', 'harness']) {
  python.FS.writeFile(`/home/pyodide/${name}.py`, readFileSync(`${import.meta.dirname}/${name}.py`, 'utf8'))
}
const prepare = python.runPython('import harness; harness.prepare')

/** Should the parent die while CPython runs, nobody is left to kill this process: CPython asks here now and then. */
let started = Number.POSITIVE_INFINITY
const watch = new Proxy(new Uint8Array(1), {
  get: (target, key) => {
    if (key === '0' && Date.now() - started > orphanLimit) process.exit(3)
    return Reflect.get(target, key, target)
  },
})
python.setInterruptBuffer(watch)

const say = (message: object) => process.stdout.write(`${JSON.stringify(message)}\n`)
say({ ready: true })

for await (const line of createInterface({ input: process.stdin })) {
  started = Date.now()
  const answer = prepare(line)
  const [harmless, fault, run] = [
    answer.get(0),
    answer.get(1)?.toJs({ dict_converter: Object.fromEntries }),
    answer.get(2),
  ]
  // Said before the expression runs, so that it cannot lie about itself.
  say({ harmless })
  say({ fault: fault ?? null, evaluation: run ? JSON.parse(run()) : null })
  started = Number.POSITIVE_INFINITY
  run?.destroy()
  answer.destroy()
}
