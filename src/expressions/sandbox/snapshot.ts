/* Makes the snapshot that `worker.ts` starts from, and writes it to standard output. Runs no expression. */
import process from 'node:process'
import { closeDoors, loadPython } from './python.ts'

closeDoors(Number.POSITIVE_INFINITY)
const python = await loadPython(process.argv[2] ?? '', { forSnapshot: true })
process.stdout.write(python.makeMemorySnapshot())
