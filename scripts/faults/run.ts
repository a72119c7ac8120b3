import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { getContainerRuntimeClient } from 'testcontainers'
import { ownedContainers } from '../../src/containers/ownership.ts'
import type { verdictRecord } from '../../src/verify/verdict.ts'
import type { Fault } from './faults.ts'
import { type Leftovers, leftoversOf, networks } from './leftovers.ts'

type Verdict = ReturnType<typeof verdictRecord>

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
  verdicts: Verdict[]
  seconds: number
  /** Right after the end of the process. */
  left: Leftovers
  /** After the next start, where that has to clear up. */
  reaped: Leftovers | null
}

const guides = ['technitium/keycloak', 'netbird/keycloak', 'palmr/keycloak', 'audiobookrequest/keycloak']

/** Verifies guides under a fault, in a process of its own, and looks at what is left of it. */
export async function runFault(fault: Fault, root: string): Promise<Result> {
  const before = await networks()
  const beside = await fault.beside?.()
  const start = performance.now()
  const run = verify(fault.guides ?? guides, root, { ...fault.environment, ...beside?.environment })
  const strike = fault.strike
  const struck = strike && run.reached(strike.when).then(() => strike.how(run))
  const [exitCode] = await Promise.all([run.ended, struck])
  const seconds = (performance.now() - start) / 1000
  await beside?.end()
  const left = await leftoversOf(run.pid, before)
  const verdicts = run.lines.map((line) => JSON.parse(line) as Verdict)
  if (fault.expected !== 'killed') return { fault, exitCode, verdicts, seconds, left, reaped: null }
  // Any next start will do; this one ends soon.
  await verify(['technitium/keycloak'], root, { TOUCHSTONE_KEYCLOAK_IMAGE: 'localhost/touchstone/nowhere:1' })
    .ended
  return { fault, exitCode, verdicts, seconds, left, reaped: await leftoversOf(run.pid, before) }
}

function verify(chosen: readonly string[], root: string, environment: Readonly<Record<string, string>>) {
  const words = ['--tier', 'container', '--provider-version', '26.7', '--no-cache', '--json']
  const child = spawn(process.execPath, [`${root}/scripts/verify.ts`, ...chosen, ...words], {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const pid = child.pid ?? 0
  const lines: string[] = []
  const first = Promise.withResolvers<void>()
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line)
    first.resolve()
  })
  const ended = once(child, 'close').then(([code]) => code as number | null)
  const id = async (): Promise<string> => {
    for (;;) {
      const own = (await ownedContainers()).find(({ owner }) => owner === pid)
      if (own) return own.id
      if (child.exitCode !== null) throw new Error('The run ended before it had a container')
      await wait(200)
    }
  }
  return {
    ...{ pid, lines, ended },
    async container() {
      const { container: client } = await getContainerRuntimeClient()
      return client.getById(await id())
    },
    kill: (signal: NodeJS.Signals) => void child.kill(signal),
    reached: async (when: 'starting' | 'first-verdict') => {
      if (when === 'starting') await id()
      else await Promise.race([first.promise, ended])
    },
  }
}
