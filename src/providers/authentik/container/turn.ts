import { createHash } from 'node:crypto'
import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as wait } from 'node:timers/promises'

/*
 * One guide at a time. User names, slugs and names of groups are unique in all of an authentik, and there is nothing
 * like a realm: two guides at once would find each other's `nobody`. Other slugs or users than those that the guide and
 * its application speak of would be no test of the guide, so guides take turns at one server, across threads and
 * processes. The lock is SQLite's on a file: it opens again when its holder dies, however that happens.
 */

/** Milliseconds between two tries. */
const pause = 25

let released = 0

/** Waits for the turn at this server; what it resolves to ends the turn. */
export async function takeTurn(url: string): Promise<() => void> {
  const file = new DatabaseSync(fileOf(url))
  // Whoever waits elsewhere comes first.
  await wait(Math.max(0, released + 4 * pause - Date.now()))
  while (!begun(file)) await wait(pause)
  return () => {
    released = Date.now()
    file.close()
  }
}

/** Removes what the turns at a server left, once it is gone for good. */
export function forgetTurns(url: string): void {
  rmSync(fileOf(url), { force: true })
}

function fileOf(url: string): string {
  return join(tmpdir(), `touchstone-turn-${createHash('sha256').update(url).digest('hex').slice(0, 16)}.lock`)
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
