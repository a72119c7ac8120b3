import { relative, sep } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { createVitest } from 'vitest/node'
import type { GuideOptions } from './index.ts'
import { guideProject } from './project.ts'
import { type VerdictHandlers, verdictReporter } from './reporter.ts'
import type { Stashed } from './stash.ts'

export interface RunGuidesOptions extends GuideOptions, VerdictHandlers {
  prepared: ReadonlyMap<string, Stashed>
  /** At most; as many as the machine has processors when absent. */
  guidesAtOnce?: number
}

/** Guides in one go of Vitest, which keeps every test of it in memory (more than a megabyte a guide) until it closes. */
const batch = 100

/** Megabytes, for each worker that is started after it is set: V8's own choice costs a hundred more, and saves no time here. */
const youngGeneration = '--max-semi-space-size=8'

/** Runs prepared guides in Vitest, without its own output. */
export async function runGuides(options: RunGuidesOptions): Promise<void> {
  setFlagsFromString(youngGeneration)
  const files = [...options.prepared.keys()]
  for (let start = 0; start < files.length; start += batch)
    await runBatch(files.slice(start, start + batch), options)
}

async function runBatch(files: readonly string[], options: RunGuidesOptions): Promise<void> {
  const { root, onVerdict, onBroken } = options
  const { plugins, test } = guideProject(options, files)
  const name = (path: string) => relative(root, path).split(sep).join('/')
  const ended = new Set<string>()
  const reporter = verdictReporter({
    onVerdict(carried) {
      ended.add(carried.verdict.file)
      return onVerdict(carried)
    },
    onBroken(path, reason) {
      ended.add(name(path))
      onBroken?.(name(path), reason)
    },
  })
  const listeners = interruptListeners()
  const vitest = await createVitest(
    'test',
    {
      ...test,
      maxWorkers: options.guidesAtOnce ?? test.maxWorkers,
      config: false,
      watch: false,
      reporters: [reporter],
    },
    { plugins, logLevel: 'error' },
  )
  dropOthers(listeners)
  try {
    await vitest.start()
    // Of a worker that died, nothing is heard but this.
    const errors = vitest.state.getUnhandledErrors().map((error) => reasonOf(error))
    for (const file of files.filter((one) => !ended.has(one)))
      onBroken?.(file, ['The runner ended without a verdict on this guide', ...new Set(errors)].join('\n'))
  } finally {
    await vitest.close()
    // What Vitest thinks of the exit code is not the command's.
    process.exitCode = 0
  }
}

function reasonOf(error: unknown): string {
  const { stack, message } = error as { stack?: string; message?: string }
  return stack ?? message ?? String(error)
}

/** By signal. */
type Listeners = ReadonlyMap<string, readonly unknown[]>

const signals = ['SIGINT', 'SIGTERM'] as const

function interruptListeners(): Listeners {
  return new Map(signals.map((signal) => [signal, process.listeners(signal)]))
}

/** Vitest's listeners end the process a millisecond later, with containers left: only to show a cursor that was never hidden. */
function dropOthers(ours: Listeners): void {
  for (const signal of signals) {
    for (const listener of process.listeners(signal))
      if (!ours.get(signal)?.includes(listener)) process.off(signal, listener as NodeJS.SignalsListener)
  }
}
