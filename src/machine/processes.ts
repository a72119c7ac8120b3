import { readlinkSync } from 'node:fs'
import { hostname } from 'node:os'

/** Whether a process with this id runs, whoever started it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/**
 * Where a process id of ours means something: this machine, or the container that we run in. An engine may serve several
 * of them, and the ids of one say nothing about the processes of another.
 */
export function processSpace(): string {
  return [hostname(), pidNamespace()].join(' ')
}

/** `pid:[4026531836]`; nothing where the system has no such thing. */
function pidNamespace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid')
  } catch {
    return ''
  }
}
