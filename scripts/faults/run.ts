import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { getContainerRuntimeClient } from 'testcontainers'
import { ownedContainers } from '../../src/containers/ownership.ts'
import { patience } from '../../src/machine/patience.ts'
import type { verdictRecord } from '../../src/verify/verdict.ts'
import type { Fault, Moment, Workshop } from './fault.ts'
import { type Leftovers, leftoversOf, seenBefore } from './leftovers.ts'

export type VerdictRecord = ReturnType<typeof verdictRecord>

/** A run under way, for those who disturb it. */
export interface RunContext {
  /** The container of the run; waits until there is one. */
  container(): Promise<
    ReturnType<Awaited<ReturnType<typeof getContainerRuntimeClient>>['container']['getById']>
  >
  kill(signal: NodeJS.Signals): void
}

export interface Result {
  fault: Fault
  exitCode: number | null
  verdicts: VerdictRecord[]
  /** The whole run. */
  seconds: number
  /** From the strike to the end; null where nothing struck. */
  secondsAfter: number | null
  /** How patient the run was told to be. */
  patience: number
  /** Right after the end of the process. */
  left: Leftovers
  /** After the next start, where that has to clear up. */
  reaped: Leftovers | null
}

const guides = ['technitium/keycloak', 'netbird/keycloak', 'palmr/keycloak', 'audiobookrequest/keycloak']
const running = new Map<ReturnType<typeof spawn>, Promise<unknown>>()
const undone = new Set<() => Promise<void>>()

/** Whoever ends this program ends the runs that it started, and takes back what was done for them. */
export async function endRuns(): Promise<void> {
  for (const child of running.keys()) child.kill('SIGTERM')
  await Promise.all(running.values())
  await Promise.all([...undone].map((undo) => undo()))
}

/**
 * Verifies guides under a fault, in a process of its own, and looks at what is left of it. The process has a folder for
 * temporary files of its own and a mark in its environment, which all that it starts inherits.
 */
export async function runFault(fault: Fault, workshop: Workshop, given: NodeJS.ProcessEnv): Promise<Result> {
  const beside = await fault.beside?.(workshop)
  const folder = mkdtempSync(join(tmpdir(), 'fault-'))
  const undo = async () => {
    undone.delete(undo)
    rmSync(folder, { recursive: true, force: true })
    await beside?.end()
  }
  undone.add(undo)
  try {
    const before = await seenBefore()
    const start = performance.now()
    const environment = { ...given, ...fault.environment, ...beside?.environment, TMPDIR: folder }
    const words = [...(fault.guides ?? guides), ...wordsFor(fault), ...(beside?.words ?? [])]
    const run = verify(words, workshop.root, environment)
    let struckAt: number | null = null
    const strike = fault.strike
    const struck =
      strike &&
      run.reached(strike.when).then(() => {
        struckAt = performance.now()
        return strike.how(run)
      })
    const [exitCode] = await Promise.all([run.ended, struck])
    const end = performance.now()
    const left = await leftoversOf(run.pid, folder, before)
    let reaped: Leftovers | null = null
    if (fault.expected === 'killed') {
      // Any next start will do; this one ends soon.
      const nowhere = {
        ...given,
        TMPDIR: folder,
        TOUCHSTONE_KEYCLOAK_IMAGE: 'localhost/touchstone/nowhere:1',
      }
      await verify(['technitium/keycloak', '--tier', 'container'], workshop.root, nowhere).ended
      reaped = await leftoversOf(run.pid, folder, before)
    }
    return {
      ...{ fault, exitCode, left, reaped, patience: patience(given) },
      verdicts: run.lines.map((line) => JSON.parse(line) as VerdictRecord),
      seconds: (end - start) / 1000,
      secondsAfter: struckAt === null ? null : (end - struckAt) / 1000,
    }
  } finally {
    await undo()
  }
}

function wordsFor({ application }: Fault): string[] {
  return application
    ? ['--tier', 'embedded', '--application-mode', 'real']
    : ['--tier', 'container', '--provider-version', '26.7.0']
}

function verify(words: readonly string[], root: string, env: NodeJS.ProcessEnv) {
  const child = spawn(
    process.execPath,
    [`${root}/scripts/verify.ts`, ...words, '--no-cache', '--no-ledger', '--json'],
    {
      ...{ cwd: root, env },
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  )
  const pid = child.pid ?? 0
  const lines: string[] = []
  const first = Promise.withResolvers<void>()
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line)
    first.resolve()
  })
  const ended = once(child, 'close').then(([code]) => {
    running.delete(child)
    return code as number | null
  })
  running.set(child, ended)
  const alive = () => child.exitCode === null && child.signalCode === null
  const id = async (): Promise<string> => {
    for (;;) {
      const own = (await ownedContainers()).find(({ owner }) => owner === pid)
      if (own) return own.id
      if (!alive()) throw new Error('The run ended before it had a container')
      await wait(200)
    }
  }
  const moments: Record<Moment, () => Promise<unknown>> = {
    starting: id,
    answering: async () => {
      while (alive() && !(await answersAtAPort(await id()))) await wait(100)
    },
    'first-verdict': () => Promise.race([first.promise, ended]),
  }
  return {
    ...{ pid, lines, ended },
    async container() {
      const { container: client } = await getContainerRuntimeClient()
      return client.getById(await id())
    },
    kill: (signal: NodeJS.Signals) => void child.kill(signal),
    reached: async (when: Moment) => void (await moments[when]()),
  }
}

/** Whether a web server answers behind a port of the container. */
async function answersAtAPort(id: string): Promise<boolean> {
  const { container: client, info } = await getContainerRuntimeClient()
  const inspected = await client
    .getById(id)
    .inspect()
    .catch(() => null)
  const [binding] = Object.values(inspected?.NetworkSettings.Ports ?? {}).flatMap((one) => one ?? [])
  if (!binding) return false
  const url = `http://${info.containerRuntime.host}:${binding.HostPort}/`
  return fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(1000) }).then(
    () => true,
    () => false,
  )
}
