import { createHash } from 'node:crypto'
import { rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as wait } from 'node:timers/promises'

/*
 * One at a time, across threads and processes of this machine: for servers that have one set of users and groups and
 * nothing like a realm, so that two guides would find each other's. The lock is SQLite's on a file: it opens again when
 * its holder dies, however that happens. The file goes with the turn; one that was killed leaves it to the next.
 */

/** Milliseconds between two tries. */
const pause = 25

/** When this thread gave back a turn last, by name. */
const released = new Map<string, number>()

/** Waits for the turn at a name; what it resolves to ends the turn. After `limit` milliseconds, where given, null. */
export async function takeTurn(name: string): Promise<() => void>
export async function takeTurn(name: string, limit: number): Promise<(() => void) | null>
export async function takeTurn(name: string, limit = Number.POSITIVE_INFINITY): Promise<(() => void) | null> {
  const last = Date.now() + limit
  // Whoever waits elsewhere comes first.
  await wait(Math.min(limit, Math.max(0, (released.get(name) ?? 0) + 4 * pause - Date.now())))
  for (;;) {
    const end = turnNow(lockFile(name))
    if (end)
      return () => {
        released.set(name, Date.now())
        end()
      }
    if (Date.now() >= last) return null
    await wait(pause)
  }
}

/** What holds the turn at a name, while somebody has it. */
export function lockFile(name: string): string {
  return join(
    tmpdir(),
    `touchstone-turn-${createHash('sha256').update(name).digest('hex').slice(0, 16)}.lock`,
  )
}

/**
 * A lock on a file that is no longer at its path holds nobody up, so the file must have been there from before it was
 * opened until it was locked. Only SQLite may open it: to close it by other means would give up a lock of this process.
 */
function turnNow(path: string): (() => void) | null {
  new DatabaseSync(path).close()
  const before = identity(path)
  const file = new DatabaseSync(path)
  if (!begun(file) || before === null || identity(path) !== before) {
    file.close()
    return null
  }
  return () => {
    remove(path)
    file.close()
  }
}

/** A number of a file is given again once that file is gone, the time is not. */
function identity(path: string): string | null {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false })
  return found ? `${found.dev} ${found.ino} ${found.birthtimeNs}` : null
}

/** Some systems let nobody remove an open file: there it stays. */
function remove(path: string) {
  try {
    rmSync(path, { force: true })
  } catch {}
}

function begun(file: DatabaseSync): boolean {
  try {
    file.exec('BEGIN EXCLUSIVE')
    return true
  } catch (error) {
    if (/locked|busy/i.test((error as Error).message)) return false
    throw error
  }
}
