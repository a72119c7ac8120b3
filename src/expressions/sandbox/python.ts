import { readFileSync } from 'node:fs'
import os from 'node:os'
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import type { PyodideInterface } from 'pyodide'

/** The harness's modules, in the order in which they need each other. */
const modules = ['model', 'helpers', 'caution', 'harness']

/** Emscripten asks for the numbers of the operating system through a door that the permission model has shut. */
export function closeDoors(memoryLimit: number): void {
  Object.assign(process, {
    binding: (name: string) => {
      if (name === 'constants') return { os: os.constants, fs: {}, crypto: {}, zlib: {}, trace: {} }
      throw new Error(`process.binding('${name}') is not available here`)
    },
    kill: undefined,
    abort: undefined,
  })
  // A failed `grow` becomes CPython's MemoryError.
  const grow = WebAssembly.Memory.prototype.grow
  WebAssembly.Memory.prototype.grow = function (this: WebAssembly.Memory, pages: number) {
    if (this.buffer.byteLength + pages * 65_536 > memoryLimit) throw new RangeError('memory limit')
    return grow.call(this, pages)
  }
}

/** CPython with the harness imported; from a snapshot of its memory it takes a tenth of the time. */
export async function loadPython(
  pyodidePath: string,
  options: { snapshot?: string; forSnapshot?: boolean },
): Promise<PyodideInterface> {
  const { loadPyodide }: typeof import('pyodide') = await import(pathToFileURL(pyodidePath).href)
  const python = await loadPyodide({
    jsglobals: Object.create(null),
    ...(options.snapshot && { _loadSnapshot: readFileSync(options.snapshot) }),
    ...(options.forSnapshot && { _makeSnapshot: true }),
  })
  for (const name of modules) {
    python.FS.writeFile(`/home/pyodide/${name}.py`, readFileSync(`${import.meta.dirname}/${name}.py`, 'utf8'))
  }
  python.runPython('import harness')
  return python
}

export function silence(python: PyodideInterface): void {
  const quiet = { write: (bytes: Uint8Array) => bytes.length }
  python.setStdout(quiet)
  python.setStderr(quiet)
  python.setStdin({ stdin: () => null })
}
