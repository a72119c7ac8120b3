import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { access, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'

const sandbox = join(import.meta.dirname, 'sandbox')
const cache = join(import.meta.dirname, '../../.cache/expressions')

/** Folders and files of the far side. */
export const pyodidePath = createRequire(import.meta.url).resolve('pyodide/pyodide.mjs')
export const sandboxPath = sandbox

/** What the far side may do: read its own folder, Pyodide's and the snapshot. No network, no children, no workers. */
export function walls(snapshot: string | null): string[] {
  return [
    '--permission',
    `--allow-fs-read=${dirname(pyodidePath)}/`,
    `--allow-fs-read=${sandbox}/`,
    ...(snapshot ? [`--allow-fs-read=${snapshot}`] : []),
    '--disallow-code-generation-from-strings',
    '--max-old-space-size=128',
    '--no-warnings',
  ]
}

let found: Promise<string | null> | undefined

/**
 * Path of a snapshot of CPython with the harness loaded, made at first need (about as long as one plain start).
 * Null where none can be made: workers then start plainly, in seconds instead of tenths.
 */
export function snapshotPath(): Promise<string | null> {
  found ??= findOrMake().catch(() => null)
  return found
}

/** For a snapshot from which no worker starts. */
export async function discardSnapshot(): Promise<void> {
  const path = await snapshotPath()
  found = Promise.resolve(null)
  if (path) await rm(path, { force: true })
}

async function findOrMake(): Promise<string> {
  const path = join(cache, `cpython-${await key()}.bin`)
  const exists = await access(path).then(
    () => true,
    () => false,
  )
  if (!exists) await make(path)
  return path
}

/** Over everything that the snapshot depends on. */
async function key(): Promise<string> {
  const hash = createHash('sha256').update(process.version)
  const sources = (await readdir(sandbox)).toSorted().map((name) => join(sandbox, name))
  for (const file of [join(dirname(pyodidePath), 'package.json'), ...sources])
    hash.update(await readFile(file))
  return hash.digest('hex').slice(0, 16)
}

/** Complete or not there at all, whoever else makes one at the same time. */
async function make(path: string): Promise<void> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [...walls(null), join(sandbox, 'snapshot.ts'), pyodidePath],
    { env: {}, encoding: 'buffer', maxBuffer: 256 * 1024 * 1024, timeout: 60_000 },
  )
  await mkdir(cache, { recursive: true })
  const temporary = `${path}.${process.pid}`
  await writeFile(temporary, stdout)
  await rename(temporary, path)
  const outdated = (await readdir(cache)).filter(
    (name) => name.endsWith('.bin') && join(cache, name) !== path,
  )
  for (const name of outdated) await rm(join(cache, name), { force: true })
}
