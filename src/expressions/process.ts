import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import type { Readable, Writable } from 'node:stream'
import { pyodidePath, sandboxPath, walls } from './snapshot.ts'

export interface Limits {
  /** Wall clock of one expression, in milliseconds. */
  time: number
  /** Linear memory of CPython, in bytes; 32 MB of it are CPython's own. */
  memory: number
  /** Starting CPython, in milliseconds. */
  start: number
}

/** Longest line that the worker may send, in characters: twice the harness's own limit for results, escaped. */
const longestLine = 2 * 1024 * 1024
/** Resident memory of the whole process, beyond which it is killed (where the system tells, on Linux). */
const residentLimit = 1024 * 1024 * 1024

/** Why a worker is gone. */
export type End = { reason: 'time' | 'memory' | 'output' | 'died'; detail: string }

/**
 * One CPython behind the wall. It answers lines in order; {@link kill} or a broken rule ends it for good.
 * Never keeps Node's event loop alive unless an answer is awaited.
 */
export class Worker {
  end: End | null = null
  readonly #child: ChildProcessByStdio<Writable, Readable, Readable>
  readonly #lines: string[] = []
  #rest = ''
  #noise = ''
  #wake: () => void = () => {}

  constructor(limits: Limits, snapshot: string | null) {
    const script = [join(sandboxPath, 'worker.ts'), pyodidePath]
    const options = [String(limits.memory), String(limits.time + 1000), ...(snapshot ? [snapshot] : [])]
    this.#child = spawn(process.execPath, [...walls(snapshot), ...script, ...options], {
      env: {},
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    this.#child.on('error', (error) => this.#finish('died', error.message))
    this.#child.on('exit', (code, signal) => {
      this.#finish(
        'died',
        `CPython's process ended with ${signal ?? code}: ${this.#noise.trim().slice(-500)}`,
      )
    })
    this.#child.stdin.on('error', () => {})
    this.#child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#noise = (this.#noise + text).slice(-4000)
    })
    this.#child.stdout.setEncoding('utf8').on('data', (text: string) => this.#receive(text))
    process.on('exit', this.kill)
    this.#hold(false)
  }

  send(message: object): void {
    this.#child.stdin.write(`${JSON.stringify(message)}\n`)
  }

  /** The next line; null when the worker ended, for the reason in {@link end}. */
  async next(milliseconds: number): Promise<object | null> {
    this.#hold(true)
    const deadline = Date.now() + milliseconds
    try {
      while (this.#lines.length === 0 && !this.end) {
        const left = deadline - Date.now()
        if (left <= 0) this.#finish('time', `it ran for ${milliseconds / 1000} s`)
        else await this.#woken(Math.min(left, 50))
        if (residentBytes(this.#child.pid) > residentLimit) this.#finish('memory', 'it used 1 GB of memory')
      }
      return this.#lines.length > 0 ? parse(this.#lines.shift()!) : null
    } finally {
      this.#hold(false)
    }
  }

  readonly kill = (): void => this.#finish('died', 'it was stopped')

  #receive(text: string): void {
    const lines = (this.#rest + text).split('\n')
    this.#rest = lines.pop()!
    this.#lines.push(...lines)
    if (this.#rest.length > longestLine) this.#finish('output', 'it sent more than 2 MB')
    this.#wake()
  }

  #finish(reason: End['reason'], detail: string): void {
    this.end ??= { reason, detail }
    process.off('exit', this.kill)
    this.#child.kill('SIGKILL')
    this.#wake()
  }

  #woken(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds)
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  #hold(alive: boolean): void {
    for (const handle of [this.#child, this.#child.stdin, this.#child.stdout, this.#child.stderr]) {
      const countable = handle as { ref?: () => void; unref?: () => void }
      if (alive) countable.ref?.()
      else countable.unref?.()
    }
  }
}

/** A worker that was taken over may say anything. */
function parse(line: string): object | null {
  try {
    const message: unknown = JSON.parse(line)
    return typeof message === 'object' ? message : null
  } catch {
    return null
  }
}

/** Resident memory, from `/proc`; 0 where there is none. */
function residentBytes(pid: number | undefined): number {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * 4096
  } catch {
    return 0
  }
}
