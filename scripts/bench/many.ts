import { spawn } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { writeCopies } from './copies.ts'
import type { Carried } from './many-run.ts'
import { type BenchOptions, ms, type Row } from './measure.ts'

const count = 1000

/** As `npm run verify` does it, Vitest and all, in a process of its own whose memory is watched. */
export async function manyRows({ root, scratch, progress }: BenchOptions): Promise<Row[]> {
  progress(`writing ${count} guides`)
  const { docs, folders } = writeCopies(root, join(scratch, 'many'), count)
  const child = spawn(
    process.execPath,
    [
      new URL('./many-run.ts', import.meta.url).pathname,
      join(scratch, 'many'),
      docs,
      folders.providers.href,
      folders.applications.href,
    ],
    { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  let peak = 0
  const watching = setInterval(() => {
    peak = Math.max(peak, megabytesOf(child.pid))
  }, 500)
  let done: Carried | undefined
  for await (const line of createInterface(child.stdout)) {
    const said = JSON.parse(line) as Carried | { carried: number }
    if ('carried' in said) progress(`${said.carried} of ${count} guides carried out`)
    else done = said
  }
  clearInterval(watching)
  if (!done) throw new Error('The run of many guides ended without a word')
  const { durationMs, processor, verified, megabytes, complaint } = done
  if (verified < count)
    throw new Error(`${verified} of ${count} copies are verified; the first other: ${complaint}`)
  return [
    {
      what: `${count} synthetic guides carried out, extraction and rules included, ${availableParallelism()} cores`,
      target: 'under 2 min',
      measured: `${ms(durationMs)}, ${ms(durationMs / count)} a guide (${ms(processor)} of processor, ${ms(processor / count)} a guide)`,
      met: durationMs < 120_000,
    },
    {
      what: 'peak memory of that run, its own process (maxRSS)',
      target: 'under 1 GB',
      measured: `${Math.round(megabytes)} MB`,
      met: megabytes < 1000,
    },
    ...(peak === 0
      ? []
      : [
          {
            what: "the same with the processes that evaluate authentik's expressions",
            target: 'under 1 GB',
            measured: `${Math.round(peak)} MB`,
            met: peak < 1000,
          },
        ]),
  ]
}

/**
 * Memory of a process and all below it; what several of them share (Node's own code) counts once, in parts.
 * 0 where the system has no `/proc`.
 */
function megabytesOf(pid: number | undefined): number {
  if (pid === undefined) return 0
  try {
    const kilobytes = Number(/^Pss: *(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1])
    const children = globSync(`/proc/${pid}/task/*/children`).flatMap((file) =>
      readFileSync(file, 'utf8').trim().split(' ').filter(Boolean).map(Number),
    )
    return kilobytes / 1024 + children.reduce((sum, child) => sum + megabytesOf(child), 0)
  } catch {
    // It ended while we looked.
    return 0
  }
}
