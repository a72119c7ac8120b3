import { relative, sep } from 'node:path'
import { createVitest } from 'vitest/node'
import type { GuideOptions } from './index.ts'
import { guideProject } from './project.ts'
import { type VerdictHandlers, verdictReporter } from './reporter.ts'
import type { Stashed } from './stash.ts'

export interface RunGuidesOptions extends GuideOptions, VerdictHandlers {
  prepared: ReadonlyMap<string, Stashed>
}

/** Runs prepared guides in Vitest, without its own output. */
export async function runGuides(options: RunGuidesOptions): Promise<void> {
  const { root, prepared, onVerdict, onBroken } = options
  const { plugins, test } = guideProject(options, [...prepared.keys()])
  const name = (path: string) => relative(root, path).split(sep).join('/')
  const interruptions = ownInterruptions()
  const vitest = await createVitest(
    'test',
    {
      ...test,
      config: false,
      watch: false,
      reporters: [verdictReporter({ onVerdict, onBroken: (file, reason) => onBroken?.(name(file), reason) })],
    },
    { plugins, logLevel: 'error' },
  )
  interruptions.restore()
  try {
    await vitest.start()
  } finally {
    await vitest.close()
    // What Vitest thinks of the exit code is not the command's.
    process.exitCode = 0
  }
}

/** Vitest ends the process a millisecond after a signal: too soon for those who have a server to stop, and end it then. */
function ownInterruptions() {
  const signals = ['SIGINT', 'SIGTERM'] as const
  const before = signals.map((signal) => new Set(process.listeners(signal)))
  return {
    restore() {
      for (const [index, signal] of signals.entries())
        for (const listener of process.listeners(signal))
          if (!before[index]?.has(listener)) process.off(signal, listener)
    },
  }
}
